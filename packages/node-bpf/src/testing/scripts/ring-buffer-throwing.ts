import { RingBuffer } from "../../ring-buffer.ts";
import { asU64, u64 } from "../bytes.ts";
import { LoadedObject } from "../loaded-object.ts";

// Prints which errors of a receiver reached the process, and which records the receiver saw.
const caught: string[] = [];
process.on("uncaughtException", (error) => {
  caught.push(error.message);
});
const loaded = new LoadedObject("command");
const seen: number[] = [];
const reader = new RingBuffer(loaded.map("records"), (record) => {
  const number = Number(asU64(record));
  seen.push(number);
  if (number === 5) {
    setImmediate(() => {
      reader.close();
      console.log(JSON.stringify({ caught, seen }));
    });
  }
  if (number === 1 || number === 3) throw new Error(`record ${number}`);
});
loaded.program("emit").run(u64(0, 4, 0));
setTimeout(() => {
  loaded.program("emit").run(u64(4, 2, 0));
}, 20);
