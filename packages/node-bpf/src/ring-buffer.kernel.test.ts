import { describe, expect, test } from "vitest";

import { BpfMap } from "./bpf-map.ts";
import { RingBuffer } from "./ring-buffer.ts";
import { asU64, u64 } from "./testing/bytes.ts";
import { HoldingProgram } from "./testing/holding-program.ts";
import { LoadedObject } from "./testing/loaded-object.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { runScript } from "./testing/run-script.ts";
import { until } from "./testing/until.ts";

/** Flags of bpf_ringbuf_output in linux/bpf.h. */
const flags = { adaptive: 0, noWakeup: 1, forceWakeup: 2 } as const;

/** Emits records with consecutive numbers from `first` on; returns how many were lost. */
function emit(loaded: LoadedObject, first: number, count: number, wake: number): number {
  return loaded.program("emit").run(u64(first, count, wake)).result;
}

function numbers(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

describe("RingBuffer", () => {
  test.each([
    ["that wake the reader", "adaptive", 60_000],
    ["that wake the reader each time", "forceWakeup", 60_000],
    ["that wake nobody", "noWakeup", 5],
  ] as const)("delivers records of producers %s, in order", async (_, wake, pollInterval) => {
    using loaded = new LoadedObject("command");
    const seen: number[] = [];
    using reader = new RingBuffer(
      loaded.map("records"),
      (record) => {
        seen.push(Number(asU64(record)));
      },
      { pollInterval },
    );
    for (let round = 0; round < 10; round += 1) {
      expect(emit(loaded, round * 200, 200, flags[wake])).toBe(0);
      await until("all records are read", () => seen.length === (round + 1) * 200);
    }
    expect(seen).toEqual(numbers(0, 2000));
    expect(reader).toBeInstanceOf(RingBuffer);
  });

  test("delivers what was there before it was opened, also though the map is closed", async () => {
    using loaded = new LoadedObject("command");
    emit(loaded, 5, 1, flags.noWakeup);
    const seen: bigint[] = [];
    const map = loaded.map("records");
    using reader = new RingBuffer(map, (record) => {
      seen.push(asU64(record));
    });
    map.close();
    await until("the record is read", () => seen.length === 1);
    emit(loaded, 6, 1, flags.adaptive);
    await until("the next is read", () => seen.length === 2);
    expect(seen).toEqual([5n, 6n]);
    expect(reader.unref().ref()).toBe(reader);
  });

  test("loses only what has no room, and goes on afterwards", async () => {
    using loaded = new LoadedObject("command");
    const seen: number[] = [];
    using reader = new RingBuffer(loaded.map("records"), (record) => {
      seen.push(Number(asU64(record)));
    });
    const kept = 1000 - emit(loaded, 0, 1000, flags.adaptive);
    expect(kept).toBeGreaterThan(200);
    await until("the ones with room are read", () => seen.length === kept);
    expect(emit(loaded, 5000, 10, flags.adaptive)).toBe(0);
    await until("the next are read", () => seen.length === kept + 10);
    expect(seen).toEqual([...numbers(0, kept), ...numbers(5000, 10)]);
    reader.close();
  });

  test("waits for a record that is reserved but not yet submitted", async () => {
    using folder = new PinFolder();
    using loaded = new LoadedObject("command");
    const seen: bigint[] = [];
    using reader = new RingBuffer(
      loaded.map("records"),
      (record) => {
        seen.push(asU64(record));
      },
      { pollInterval: 1 },
    );
    const stage = new BigUint64Array(loaded.map(".data.stage").mmap());
    const holding = HoldingProgram.start(loaded.program("hold"), folder.at("hold"));
    await until("the program has reserved a record", () => Atomics.load(stage, 0) !== 0n);
    // Behind the reserved one, and so not readable yet.
    emit(loaded, 100, 1, flags.noWakeup);
    await holding.ended();
    await until("both are read", () => seen.length === 2);
    expect(seen).toEqual([99n, 100n]);
    reader.close();
  });

  test("delivers nothing after close, called by the receiver or twice", async () => {
    using loaded = new LoadedObject("command");
    const seen: number[] = [];
    const reader = new RingBuffer(loaded.map("records"), (record) => {
      seen.push(Number(asU64(record)));
      if (seen.length === 3) reader.close();
    });
    emit(loaded, 0, 10, flags.adaptive);
    await until("three are read", () => seen.length === 3);
    reader.close();
    reader.ref();
    reader.unref();
    const later: number[] = [];
    using next = new RingBuffer(loaded.map("records"), (record) => {
      later.push(Number(asU64(record)));
    });
    emit(loaded, 100, 1, flags.adaptive);
    await until("another reader has read", () => later.length === 1);
    expect(seen).toEqual([0, 1, 2]);
    expect(later).toEqual([100]);
    next.close();
  });

  test.each([0, -1, 1.5, 60_001, NaN])("refuses a poll interval of %d", (pollInterval) => {
    using loaded = new LoadedObject("command");
    const map = loaded.map("records");
    expect(() => new RingBuffer(map, () => undefined, { pollInterval })).toThrow(
      `Poll interval is ${pollInterval}, not an integer from 1 to 60000`,
    );
  });

  test("refuses a map of another type and a closed one", () => {
    using hash = BpfMap.create({ type: "hash", keySize: 4, valueSize: 4, maxEntries: 1 });
    expect(() => new RingBuffer(hash, () => undefined)).toThrow("is of type hash, not ringbuf");
    const closed = BpfMap.create({ type: "ringbuf", keySize: 0, valueSize: 0, maxEntries: 4096 });
    closed.close();
    expect(() => new RingBuffer(closed, () => undefined)).toThrow("it was closed before");
  });

  test("makes an error of the receiver an uncaught exception and delivers the rest", async () => {
    expect(
      await runScript(new URL("./testing/scripts/ring-buffer-throwing.ts", import.meta.url)),
    ).toEqual({
      caught: ["record 1", "record 3"],
      seen: [0, 1, 2, 3, 4, 5],
    });
  });

  test("keeps the process alive only while it is open and not unref'd", async () => {
    const script = new URL("./testing/scripts/ring-buffer-lifetime.ts", import.meta.url);
    for (const way of ["unref", "close", "record", "exit"]) {
      expect(await runScript(script, way)).toEqual({ ended: way });
    }
  });
});
