import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Imports the sources from a place that has no build folder beside them.
const folder = mkdtempSync("/tmp/node-bpf-not-built-");
const source = fileURLToPath(new URL("../../native.ts", import.meta.url));
const moved = join(folder, "src", "native.mts");
cpSync(source, moved);
try {
  await import(pathToFileURL(moved).href);
} catch (error) {
  console.log(JSON.stringify({ message: error instanceof Error ? error.message : "no error" }));
}
rmSync(folder, { recursive: true });
