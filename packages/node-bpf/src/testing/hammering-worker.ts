import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import { BpfMap } from "../bpf-map.ts";
import { u32, u64 } from "./bytes.ts";

// Writes and deletes the odd keys of a pinned map for ever, in a thread of its own.
const mostKey = 4000;

/** Starts it; resolves once it works. Ends with terminate(). */
export async function hammer(pin: string): Promise<Worker> {
  const worker = new Worker(new URL(import.meta.url), { workerData: pin });
  await once(worker, "message");
  return worker;
}

function work(map: BpfMap): void {
  for (let key = 1; key < mostKey; key += 2) {
    if (!map.delete(u32(key))) map.set(u32(key), u64(key));
  }
  setImmediate(work, map);
}

if (!isMainThread && typeof workerData === "string") {
  work(BpfMap.openPinned(workerData));
  parentPort?.postMessage("works");
}
