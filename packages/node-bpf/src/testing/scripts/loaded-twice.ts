import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { MapHandle, Native, ProgramHandle } from "../../native.ts";
import { compileBpf } from "../compile-bpf.ts";
import { u32 } from "../bytes.ts";
import { thrownBy } from "../thrown-by.ts";

// Loads the native part again by another path of the same file and as a copy of it.
const path = fileURLToPath(new URL("../../../build/node_bpf.node", import.meta.url));
const folder = mkdtempSync("/tmp/node-bpf-copy-");
const copy = join(folder, "copy.node");
copyFileSync(path, copy);
const require = createRequire(import.meta.url);
const load = (from: string): Native => {
  Reflect.deleteProperty(require.cache, from);
  // A native module comes untyped; Native is its declaration.
  return require(from) as Native;
};
const [first, second, third] = [load(path), load(path), load(copy)];

const map: MapHandle = first.mapCreate({
  type: 2,
  name: "shared",
  keySize: 4,
  valueSize: 1,
  maxEntries: 1,
  flags: 0,
});
second.mapUpdate(map, u32(0), new Uint8Array([7]), 0);
const value = third.mapLookup(map, u32(0)) ?? [];
// A handle of another kind, past the compiler.
const foreign = thrownBy(() => third.programInfo(map as unknown as ProgramHandle)).toString();

// libbpf has one print function for the process: the last load's.
const logs = [first, third].map((native) => {
  const object = native.objectOpenFile(compileBpf("rejected"), "rejected");
  const error = thrownBy(() => {
    native.objectLoad(object);
  });
  return "log" in error && typeof error.log === "string" && error.log.includes("R0 invalid mem");
});
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ same: first !== third, value: [...value], foreign, logs }));
