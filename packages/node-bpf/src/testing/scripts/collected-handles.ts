import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

import { BpfMap } from "../../bpf-map.ts";
import { BpfObject } from "../../bpf-object.ts";
import { lockPinFolder } from "../../pin-folder-lock.ts";
import { compileBpf } from "../compile-bpf.ts";
import { openBpfDescriptors } from "../open-descriptors.ts";

// Drops handles without closing them and prints what the garbage collector leaves open.
function dropMap(): void {
  const map = BpfMap.create({
    type: "array",
    keySize: 4,
    valueSize: 8,
    maxEntries: 1,
    flags: 1 << 10,
  });
  map.mmap();
}

function dropObject(): void {
  const object = BpfObject.open(compileBpf("command"));
  object.load();
  object.maps.get("runs")?.open();
  object.programs.get("add")?.run(new Uint8Array(24));
  lockPinFolder("/tmp");
}

function mappings(): number {
  return readFileSync("/proc/self/maps", "utf8").split("anon_inode:bpf-map").length;
}

const before = { descriptors: openBpfDescriptors().length, mappings: mappings() };
for (let index = 0; index < 400; index += 1) dropMap();
const opened = openBpfDescriptors().length - before.descriptors;
for (let index = 0; index < 20; index += 1) dropObject();
for (let round = 0; round < 10; round += 1) {
  globalThis.gc?.();
  await setImmediate();
}
console.log(
  JSON.stringify({
    opened,
    left: openBpfDescriptors().length - before.descriptors,
    mapsLeft: mappings() - before.mappings,
  }),
);
