import { BpfMap } from "../../bpf-map.ts";
import { BpfObject } from "../../bpf-object.ts";
import { lockPinFolder } from "../../pin-folder-lock.ts";
import { probe } from "../../probe.ts";
import { programStatistics } from "../../program-statistics.ts";
import { RingBuffer } from "../../ring-buffer.ts";
import { compileBpf } from "../compile-bpf.ts";
import { openDescriptors } from "../open-descriptors.ts";
import { PinFolder } from "../pin-folder.ts";
import { TestCgroup } from "../test-cgroup.ts";
import { thrownBy } from "../thrown-by.ts";

// Opens and closes one of each kind, on the ways that fail, too, and prints what stays open.
using cgroup = new TestCgroup();
using folder = new PinFolder();

function useEverything(): void {
  using object = BpfObject.open(compileBpf("connect"));
  object.load();
  using counts = object.maps.get("counts")?.open();
  counts?.pin(folder.at("counts"));
  using pinned = BpfMap.openPinned(folder.at("counts"));
  thrownBy(() => pinned.get(new Uint8Array(1)));
  pinned.unpin(folder.at("counts"));
  using link = object.programs.get("first")?.attachCgroup(cgroup.path, { first: true });
  link?.pin(folder.at("link"));
  thrownBy(() => BpfMap.openPinned(folder.at("link")));
  link?.unpin(folder.at("link"));
  using lock = lockPinFolder(folder.path);
  if (lock === undefined || lockPinFolder(folder.path) !== undefined) throw new Error("No lock");
  using statistics = programStatistics();
  probe();
  using ring = BpfMap.create({ type: "ringbuf", keySize: 0, valueSize: 0, maxEntries: 4096 });
  using reader = new RingBuffer(ring, () => undefined);
  reader.unref();
  statistics.close();
  using rejected = BpfObject.open(compileBpf("rejected"));
  thrownBy(() => {
    rejected.load();
  });
  rejected.reusePinned("values", folder.at("none/at/all"));
}

useEverything();
const before = openDescriptors();
const rounds = 50;
for (let round = 0; round < rounds; round += 1) useEverything();
const left = openDescriptors() - before;
console.log(JSON.stringify({ rounds, left }));
