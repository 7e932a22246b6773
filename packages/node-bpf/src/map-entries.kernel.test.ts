import { describe, expect, test } from "vitest";

import { BpfMap, type MapOptions } from "./bpf-map.ts";
import { asU32, asU64, u32, u64 } from "./testing/bytes.ts";
import { hammer } from "./testing/hammering-worker.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { thrownBy } from "./testing/thrown-by.ts";

function createMap(options: Partial<MapOptions> = {}): BpfMap {
  return BpfMap.create({ type: "hash", keySize: 4, valueSize: 8, maxEntries: 4096, ...options });
}

function fill(map: BpfMap, count: number): void {
  map.setBatch(Array.from({ length: count }, (_, number) => [u32(number), u64(number)]));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

/** The map type without batch operations that a test can fill with any keys: to interface lo. */
function createMapWithoutBatch(maxEntries = 64): BpfMap {
  return createMap({ type: "devmap_hash", valueSize: 4, maxEntries });
}

const loopback = u32(1);

describe("BpfMap.entries", () => {
  test.each(["hash", "lru_hash", "array", "lpm_trie"] as const)(
    "yields every entry once, over many batches (%s)",
    (type) => {
      // An LRU map evicts before it is quite full; an array has all its entries from the start.
      using map = createMap({
        type,
        maxEntries: type === "lru_hash" ? 9000 : 3000,
        ...(type === "lpm_trie" ? { keySize: 8, flags: 1 } : {}),
      });
      const keyOf = (number: number): Uint8Array =>
        type === "lpm_trie" ? new Uint8Array([...u32(32), ...u32(number)]) : u32(number);
      map.setBatch(numbers(3000).map((number) => [keyOf(number), u64(number)]));
      const values = [...map.entries()].map(([, value]) => Number(asU64(value)));
      expect(values.sort((a, b) => a - b)).toEqual(numbers(3000));
    },
  );

  test("pairs keys with their values", () => {
    using map = createMap();
    fill(map, 1000);
    for (const [key, value] of map.entries()) expect(asU64(value)).toBe(BigInt(asU32(key)));
  });

  test("yields nothing from an empty map", () => {
    using map = createMap();
    expect([...map.entries()]).toEqual([]);
    using withoutBatch = createMapWithoutBatch();
    expect([...withoutBatch.entries()]).toEqual([]);
  });

  test("yields what stays, once, while half is deleted and as much is added", () => {
    using map = createMap({ maxEntries: 8192 });
    fill(map, 4000);
    const seen = new Map<number, number>();
    let step = 0;
    for (const key of map.keys()) {
      const number = asU32(key);
      seen.set(number, (seen.get(number) ?? 0) + 1);
      // Odd ones go and new ones come in while we walk.
      map.delete(u32((step * 2 + 1) % 4000));
      if (step < 2000) map.set(u32(10_000 + step), u64(0));
      step += 1;
    }
    for (let number = 0; number < 4000; number += 2) expect(seen.get(number)).toBe(1);
    expect(Math.max(...seen.values())).toBe(1);
  });

  test("yields what stays, once, while another thread writes and deletes", async () => {
    using folder = new PinFolder();
    using map = createMap({ maxEntries: 8192 });
    fill(map, 4000);
    map.pin(folder.at("map"));
    const worker = await hammer(folder.at("map"));
    const counts = Array.from({ length: 50 }, () => {
      const even = [...map.keys()].map(asU32).filter((number) => number % 2 === 0);
      return [even.length, new Set(even).size];
    });
    await worker.terminate();
    expect(counts).toEqual(counts.map(() => [2000, 2000]));
  });

  test("ends when its map is emptied behind its back", () => {
    using map = createMap();
    fill(map, 2000);
    let count = 0;
    for (const key of map.keys()) {
      if (count === 0) map.deleteBatch(numbers(2000).map(u32));
      expect(key.length).toBe(4);
      count += 1;
    }
    expect(count).toBeLessThan(2000);
    expect([...map.entries()]).toEqual([]);
  });

  test("walks key by key where the map has no batch operations", () => {
    using map = createMapWithoutBatch();
    map.setBatch(numbers(50).map((number) => [u32(number), loopback]));
    expect([...map.keys()].map(asU32).sort((a, b) => a - b)).toEqual(numbers(50));
  });

  test("skips what is deleted before it is read, key by key", () => {
    using map = createMapWithoutBatch();
    map.setBatch(numbers(50).map((number) => [u32(number), loopback]));
    const rest = new Set(numbers(50));
    for (const key of map.keys()) {
      rest.delete(asU32(key));
      map.delete(key);
    }
    expect(rest.size).toBe(0);
  });

  test("gives up with EAGAIN on a map that begins anew for ever", () => {
    using map = createMapWithoutBatch(4);
    map.set(u32(0), loopback);
    const walk = (): void => {
      // Each key vanishes as it is yielded, and another one stands first then.
      let next = 1;
      for (const key of map.keys()) {
        map.set(u32(next), loopback);
        map.delete(key);
        next += 1;
      }
    };
    expect(thrownBy(walk)).toMatchObject({ code: "EAGAIN" });
  });

  test("may be left early", () => {
    using map = createMap();
    fill(map, 2000);
    for (const entry of map.entries()) {
      expect(entry).toHaveLength(2);
      break;
    }
  });
});

describe("BpfMap.setBatch", () => {
  test("writes in order, so that the last of equal keys wins", () => {
    using map = createMap();
    map.setBatch([
      [u32(1), u64(1)],
      [u32(1), u64(2)],
    ]);
    expect(map.get(u32(1))).toEqual(u64(2));
  });

  test("takes nothing for nothing", () => {
    using map = createMap();
    map.setBatch([]);
    expect([...map.keys()]).toEqual([]);
  });

  test.each([
    ["hash", () => createMap({ maxEntries: 3 }), u64(1)],
    ["devmap_hash", () => createMapWithoutBatch(3), loopback],
  ] as const)("tells how many were written before a full %s", (_, create, value) => {
    using map = create();
    const error = thrownBy(() => {
      map.setBatch(numbers(5).map((number) => [u32(number), value]));
    });
    expect(error).toMatchObject({ code: "E2BIG" });
    expect(error.message).toMatch(/^Cannot write 5 entries to map .*: 3 entries were done/);
    expect([...map.keys()]).toHaveLength(3);
  });

  test("heeds its mode", () => {
    using map = createMap();
    map.set(u32(2), u64(7));
    const error = thrownBy(() => {
      map.setBatch(
        [1, 2, 3].map((number) => [u32(number), u64(number)]),
        "create",
      );
    });
    expect(error).toMatchObject({ code: "EEXIST" });
    expect(error.message).toMatch(/1 entries were done/);
    expect(map.getBatch([1, 2, 3].map(u32))).toEqual([u64(1), u64(7), undefined]);
  });
});

describe("BpfMap.deleteBatch", () => {
  test.each([
    ["hash", () => createMap(), u64(1)],
    ["devmap_hash", () => createMapWithoutBatch(), loopback],
  ] as const)("deletes what is there and counts it (%s)", (_, create, value) => {
    using map = create();
    map.setBatch([1, 3, 5].map((number) => [u32(number), value]));
    expect(map.deleteBatch([0, 1, 2, 3, 4, 4, 6].map(u32))).toBe(2);
    expect([...map.keys()].map(asU32)).toEqual([5]);
    expect(map.deleteBatch([])).toBe(0);
    expect(map.deleteBatch([u32(9)])).toBe(0);
  });

  test("works on per-CPU maps", () => {
    using map = createMap({ type: "percpu_hash" });
    expect(map.deleteBatch([u32(1)])).toBe(0);
  });
});

describe("BpfMap.getBatch", () => {
  test("gives values in the order of the keys", () => {
    using map = createMap();
    fill(map, 5);
    expect(map.getBatch([4, 9, 0].map(u32))).toEqual([u64(4), undefined, u64(0)]);
  });
});
