import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import { RingBuffer } from "../../ring-buffer.ts";
import { waitForReaders } from "../../wait-for-readers.ts";
import { asU64, u64 } from "../bytes.ts";
import { LoadedObject } from "../loaded-object.ts";
import { openBpfDescriptors } from "../open-descriptors.ts";

// Each worker loads the object, reads a record through a ring buffer and posts it. Some then end
// by themselves, one exits and one is terminated while its reader is open.
const ending = { byItself: 0, exit: 1, terminated: 2 } as const;

function work({ number, way }: { number: number; way: number }): void {
  const loaded = new LoadedObject("command");
  const map = loaded.map("runs");
  const reader = new RingBuffer(
    loaded.map("records"),
    (record) => {
      parentPort?.postMessage(Number(asU64(record)));
      if (way === ending.byItself) {
        reader.close();
        loaded[Symbol.dispose]();
        map.close();
      } else if (way === ending.exit) {
        process.exit(0);
      }
    },
    { pollInterval: 1 },
  );
  // Still under way when the thread ends.
  if (way !== ending.byItself) void waitForReaders();
  loaded.program("emit").run(u64(number, 1, 1));
}

async function runWorker(number: number, way: number): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { number, way } });
  const exited = once(worker, "exit");
  const [sum] = (await once(worker, "message")) as [number];
  if (way === ending.terminated) await worker.terminate();
  await exited;
  return sum;
}

if (isMainThread) {
  const before = openBpfDescriptors().length;
  const ways = [0, 1, 0, 2, 0, 0];
  const sums = await Promise.all(ways.map((way, index) => runWorker(index + 1, way)));
  const left = openBpfDescriptors().length - before;
  console.log(JSON.stringify({ sums, terminated: 1, exited: 1, left }));
} else {
  // What runWorker hands over.
  work(workerData as { number: number; way: number });
}
