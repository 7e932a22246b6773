import { describe, expect, test } from "vitest";

import { BpfMap, type MapOptions } from "./bpf-map.ts";
import { ClosedError } from "./closed-error.ts";
import { possibleCpus } from "./possible-cpus.ts";
import { asU32, asU64, u32, u64 } from "./testing/bytes.ts";
import { defined } from "./testing/defined.ts";
import { LoadedObject } from "./testing/loaded-object.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { thrownBy } from "./testing/thrown-by.ts";

function createMap(options: Partial<MapOptions> = {}): BpfMap {
  return BpfMap.create({ type: "hash", keySize: 4, valueSize: 8, maxEntries: 16, ...options });
}

describe("BpfMap.create", () => {
  test("creates what info then shows", () => {
    using map = createMap({ name: "my_map", flags: 1 });
    const { id, ...info } = map.info;
    expect(id).toBeGreaterThan(0);
    expect(info).toEqual({
      type: "hash",
      name: "my_map",
      keySize: 4,
      valueSize: 8,
      maxEntries: 16,
      flags: 1,
    });
  });

  test.each<[string, Partial<MapOptions>, string]>([
    ["no room for a key", { keySize: 0 }, "Cannot create map hash: EINVAL"],
    ["no entries", { maxEntries: 0, name: "empty" }, "Cannot create map empty: EINVAL"],
    ["an absurd size", { maxEntries: 2 ** 32 - 1, valueSize: 2 ** 20 }, "E2BIG"],
    [
      "a negative size",
      { maxEntries: -1 },
      "Max entries is -1, not an integer from 0 to 4294967295",
    ],
    ["a fraction", { keySize: 1.5 }, "Key size is 1.5, not an integer"],
    ["flags that are no number", { flags: NaN }, "Flags is NaN, not an integer"],
  ])("refuses %s", (_, options, message) => {
    expect(() => createMap(options)).toThrow(message);
  });

  test("refuses a type that there is not", () => {
    // As a caller without types might.
    expect(() => createMap({ type: "tree" as "hash" })).toThrow('There is no map type "tree"');
  });
});

describe("BpfMap.get, set and delete", () => {
  test("write, read, replace and delete an entry", () => {
    using map = createMap();
    expect(map.get(u32(1))).toBeUndefined();
    map.set(u32(1), u64(10));
    map.set(u32(1), u64(11));
    expect(map.get(u32(1))).toEqual(u64(11));
    expect(map.delete(u32(1))).toBe(true);
    expect(map.delete(u32(1))).toBe(false);
    expect(map.get(u32(1))).toBeUndefined();
  });

  test("take a view into a larger buffer and a Buffer", () => {
    using map = createMap();
    map.set(new Uint8Array([9, 9, 1, 0, 0, 0]).subarray(2), Buffer.from(u64(5)));
    expect(map.get(u32(1))).toEqual(u64(5));
  });

  test("set heeds its mode", () => {
    using map = createMap();
    expect(
      thrownBy(() => {
        map.set(u32(1), u64(1), "replace");
      }),
    ).toMatchObject({ code: "ENOENT" });
    map.set(u32(1), u64(1), "create");
    expect(
      thrownBy(() => {
        map.set(u32(1), u64(2), "create");
      }),
    ).toMatchObject({ code: "EEXIST" });
    map.set(u32(1), u64(3), "replace");
    expect(map.get(u32(1))).toEqual(u64(3));
  });

  test("set says that the map is full", () => {
    using map = createMap({ maxEntries: 1, name: "tiny" });
    map.set(u32(1), u64(1));
    const error = thrownBy(() => {
      map.set(u32(2), u64(1));
    });
    expect(error).toMatchObject({ code: "E2BIG", errno: 7, operation: "write to map tiny" });
  });

  test("delete is refused by an array", () => {
    using map = createMap({ type: "array" });
    expect(thrownBy(() => map.delete(u32(0)))).toMatchObject({ code: "EINVAL" });
  });

  test.each<[string, (map: BpfMap) => unknown, string]>([
    ["a short key", (map) => map.get(new Uint8Array(3)), "Key has 3 bytes, the map takes 4"],
    ["a long key", (map) => map.delete(new Uint8Array(5)), "Key has 5 bytes, the map takes 4"],
    [
      "a short value",
      (map) => {
        map.set(u32(1), u32(1));
      },
      "Value has 4 bytes, the map takes 8",
    ],
    [
      "an empty value",
      (map) => {
        map.set(u32(1), u64());
      },
      "Value has 0 bytes, the map takes 8",
    ],
    ["a short key of a batch", (map) => map.deleteBatch([u32(1), u64(1)]), "Key 1 has 8 bytes"],
    [
      "a short value of a batch",
      (map) => {
        map.setBatch([[u32(1), u32(1)]]);
      },
      "Value 0 has 4",
    ],
  ])("refuse %s with a RangeError that names both lengths", (_, call, message) => {
    using map = createMap();
    const error = thrownBy(() => call(map));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toContain(message);
  });

  // As a caller without types might.
  test.each<[string, unknown]>([
    ["a string", "abcd"],
    ["nothing", undefined],
    ["null", null],
    ["numbers", [1, 2, 3, 4]],
    ["other elements", new Uint32Array(1)],
    ["a buffer without view", new ArrayBuffer(4)],
  ])("refuse %s for a key with a TypeError", (_, key) => {
    using map = createMap();
    const error = thrownBy(() => map.get(key as Uint8Array));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe("Key must be a Uint8Array");
  });
});

describe("BpfMap of per-CPU values", () => {
  const cpus = possibleCpus();

  test.each(["percpu_hash", "percpu_array", "lru_percpu_hash"] as const)(
    "reads and writes one value for each possible CPU (%s)",
    (type) => {
      using map = createMap({ type, valueSize: 12 });
      const values = Array.from({ length: cpus }, (_, cpu) => new Uint8Array(12).fill(cpu + 1));
      map.setPerCpu(u32(3), values);
      expect(map.getPerCpu(u32(3))).toEqual(values);
      const entries = new Map([...map.entriesPerCpu()].map(([key, all]) => [asU32(key), all]));
      expect(entries.get(3)).toEqual(values);
      expect([...map.keys()].map(asU32)).toContain(3);
    },
  );

  test("getPerCpu is undefined for an absent key", () => {
    using map = createMap({ type: "percpu_hash" });
    expect(map.getPerCpu(u32(1))).toBeUndefined();
  });

  test("setPerCpu refuses too few values and values of a wrong length", () => {
    using map = createMap({ type: "percpu_hash" });
    expect(() => {
      map.setPerCpu(u32(1), []);
    }).toThrow(`Value has 0 bytes, the map takes ${cpus * 8}`);
    const values = Array.from({ length: cpus }, () => u32(1));
    expect(() => {
      map.setPerCpu(u32(1), values);
    }).toThrow("The value of CPU 0 has 4 bytes, the map takes 8");
  });

  test("each method says when it is the wrong one for the map", () => {
    using perCpu = createMap({ type: "percpu_hash", name: "many" });
    using plain = createMap({ name: "one" });
    const wrong = [
      () => perCpu.get(u32(1)),
      () => {
        perCpu.set(u32(1), u64(1));
      },
      () => [...perCpu.entries()],
      () => {
        perCpu.setBatch([]);
      },
      () => plain.getPerCpu(u32(1)),
      () => {
        plain.setPerCpu(u32(1), []);
      },
      () => [...plain.entriesPerCpu()],
    ];
    for (const call of wrong) expect(call).toThrow(/^Map (many|one) has (one|a) value for each/);
  });

  test("shows what programs counted on their CPUs", () => {
    using loaded = new LoadedObject("command");
    for (let run = 0; run < 5; run += 1) loaded.program("add").run(u64(1, 2, 0));
    const counts = defined(loaded.map("runs").getPerCpu(u32(0)));
    expect(counts.map(asU32).reduce((sum, count) => sum + count)).toBe(5);
  });
});

describe("BpfMap.mmap", () => {
  test("shares the memory of a program's global data, in both directions", () => {
    using loaded = new LoadedObject("command");
    const sum = new BigUint64Array(loaded.map(".bss").mmap());
    loaded.program("add").run(u64(40, 2, 0));
    expect(sum[0]).toBe(42n);
    Atomics.store(sum, 0, 100n);
    loaded.program("add").run(u64(1, 1, 0));
    expect(Atomics.load(sum, 0)).toBe(102n);
  });

  test("has elements at multiples of eight bytes", () => {
    using map = createMap({ type: "array", valueSize: 12, maxEntries: 3, flags: 1 << 10 });
    map.set(u32(2), new Uint8Array(12).fill(7));
    const memory = new Uint8Array(map.mmap());
    expect(memory.length).toBe(48);
    expect([...memory.subarray(32, 45)]).toEqual([...Array<number>(12).fill(7), 0]);
    memory[16] = 9;
    expect(map.get(u32(1))?.[0]).toBe(9);
  });

  test("gives the same buffer each time, and close detaches it", () => {
    const map = createMap({ type: "array", flags: 1 << 10 });
    const buffer = map.mmap();
    const view = new BigUint64Array(buffer);
    expect(map.mmap()).toBe(buffer);
    map.close();
    map.close();
    expect(buffer.detached).toBe(true);
    expect(view.length).toBe(0);
    expect(view[0]).toBeUndefined();
    expect(() => map.mmap()).toThrow(ClosedError);
  });

  test("memory that was transferred to another buffer outlives close", () => {
    const map = createMap({ type: "array", flags: 1 << 10 });
    map.set(u32(0), u64(5));
    const moved = map.mmap().transfer();
    map.close();
    expect(new BigUint64Array(moved)[0]).toBe(5n);
  });

  test.each<[string, (loaded: LoadedObject) => BpfMap, string]>([
    ["a map without BPF_F_MMAPABLE", (loaded) => loaded.map("counts"), "ENOTSUPP"],
    ["frozen read-only data", (loaded) => loaded.map(".rodata"), "EPERM"],
  ])("refuses %s", (_, choose, code) => {
    using loaded = new LoadedObject("connect");
    const error = thrownBy(() => choose(loaded).mmap());
    expect(error).toMatchObject({ code });
  });
});

describe("BpfMap.pin", () => {
  test("lets the map outlive its handle, until unpin", () => {
    using folder = new PinFolder();
    const map = createMap();
    map.set(u32(1), u64(2));
    map.pin(folder.at("map"));
    map.close();
    using again = BpfMap.openPinned(folder.at("map"));
    expect(again.info.id).toBe(map.info.id);
    expect(asU64(defined(again.get(u32(1))))).toBe(2n);
    again.unpin(folder.at("map"));
    expect(thrownBy(() => BpfMap.openPinned(folder.at("map")))).toMatchObject({
      code: "ENOENT",
      operation: `open the pinned map ${folder.at("map")}`,
    });
  });

  test("refuses a taken path, a missing folder and another file system", () => {
    using folder = new PinFolder();
    using map = createMap();
    map.pin(folder.at("map"));
    expect(
      thrownBy(() => {
        map.pin(folder.at("map"));
      }),
    ).toMatchObject({ code: "EEXIST" });
    expect(
      thrownBy(() => {
        map.pin(folder.at("no/map"));
      }),
    ).toMatchObject({ code: "ENOENT" });
    expect(
      thrownBy(() => {
        map.pin("/tmp/node-bpf-no-pin");
      }),
    ).toMatchObject({ code: "EPERM" });
    expect(() => {
      map.pin("a\0b");
    }).toThrow("Path must be a string without a null character");
  });

  test("unpin refuses a pin that is another's", () => {
    using folder = new PinFolder();
    using map = createMap();
    using other = createMap();
    other.pin(folder.at("other"));
    expect(
      thrownBy(() => {
        map.unpin(folder.at("other"));
      }),
    ).toMatchObject({ code: "EINVAL" });
    using still = BpfMap.openPinned(folder.at("other"));
    expect(still.info.id).toBe(other.info.id);
  });
});

describe("BpfMap.close", () => {
  test("may be called twice, and everything else then throws ClosedError", () => {
    const map = createMap({ name: "gone" });
    map.close();
    map.close();
    for (const use of [
      () => map.get(u32(1)),
      () => {
        map.set(u32(1), u64(1));
      },
      () => map.delete(u32(1)),
      () => [...map.entries()],
      () => [...map.keys()],
      () => {
        map.setBatch([[u32(1), u64(1)]]);
      },
      () => map.deleteBatch([u32(1)]),
      () => map.getBatch([u32(1)]),
      () => map.mmap(),
      () => {
        map.pin("/nowhere");
      },
    ]) {
      expect(use).toThrow(ClosedError);
    }
    expect(thrownBy(() => map.get(u32(1)))).toMatchObject({
      code: "ERR_BPF_CLOSED",
      message: "Cannot look up in map gone: it was closed before",
    });
  });
});
