import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("./multipath-listener.c", import.meta.url));
const folder = fileURLToPath(new URL("../../../build/testing/", import.meta.url));

/** Compiles multipath-listener.c; returns the program's path. */
export function multipathListener(): string {
  mkdirSync(folder, { recursive: true });
  const program = `${folder}multipath-listener`;
  // Renamed into place, as another test may run it now.
  const unfinished = `${program}.${process.pid}`;
  execFileSync("clang", ["-O2", "-Wall", "-Werror", source, "-o", unfinished], {
    stdio: "inherit",
  });
  renameSync(unfinished, program);
  return program;
}
