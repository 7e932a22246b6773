import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { BpfMap } from "./bpf-map.ts";
import { BpfObject } from "./bpf-object.ts";
import { ClosedError } from "./closed-error.ts";
import { asU32, asU64, u32, u64 } from "./testing/bytes.ts";
import { compileBpf } from "./testing/compile-bpf.ts";
import { defined } from "./testing/defined.ts";
import { LoadedObject } from "./testing/loaded-object.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { runScript } from "./testing/run-script.ts";
import { bpfErrorBy, thrownBy } from "./testing/thrown-by.ts";

describe("BpfObject.open", () => {
  test("shows maps and programs by the names that their source gives them", () => {
    using object = BpfObject.open(compileBpf("connect"));
    expect([...object.maps.keys()].sort()).toEqual([".bss", ".data.order", ".rodata", "counts"]);
    expect(object.maps.get(".rodata")?.globalData).toBe(true);
    expect(object.maps.get("counts")?.globalData).toBe(false);
    expect(object.maps.get("counts")?.shape).toEqual({
      type: "hash",
      keySize: 4,
      valueSize: 8,
      maxEntries: 64,
      flags: 0,
    });
    expect(
      [...object.programs.values()].map((program) => [program.name, program.attachType]),
    ).toEqual([
      ["first", "cgroup_inet4_connect"],
      ["second", "cgroup_inet4_connect"],
      ["third", "cgroup_inet6_connect"],
    ]);
    expect(object.programs.get("first")?.section).toBe("cgroup/connect4");
  });

  test("reads bytes as it reads a file, and names global data by the option", () => {
    const bytes = new Uint8Array(readFileSync(compileBpf("connect")));
    using object = BpfObject.open(bytes, { name: "fromBytes" });
    bytes.fill(0);
    object.load();
    using data = defined(object.maps.get(".bss")).open();
    expect(data.info.name).toBe("fromByte.bss");
  });

  test("leaves the attach type open for programs that belong to no cgroup", () => {
    using object = BpfObject.open(compileBpf("command"));
    expect(object.programs.get("add")?.attachType).toBeUndefined();
  });

  test.each<[string, string | Uint8Array, string, RegExp]>([
    [
      "a path that does not exist",
      "/nowhere/x.bpf.o",
      "ENOENT",
      /^Cannot open object x\.bpf\.o: ENOENT/,
    ],
    ["a file that is no ELF object", "/etc/hostname", "LIBBPF_FORMAT", /hostname/],
    ["no bytes", new Uint8Array(0), "EINVAL", /^Cannot open object object/],
    ["bytes of something else", new Uint8Array(100), "LIBBPF_FORMAT", /not a proper ELF object/],
  ])("refuses %s with code and operation", (_, source, code, message) => {
    const error = bpfErrorBy(() => BpfObject.open(source));
    expect(error).toMatchObject({ code, verifierLog: undefined });
    expect(error.message).toMatch(message);
  });
});

describe("BpfObject.load", () => {
  test("throws the verifier's log of the rejected program", () => {
    using object = BpfObject.open(compileBpf("rejected"));
    const error = bpfErrorBy(() => {
      object.load();
    });
    expect(error).toMatchObject({ code: "EACCES", operation: "load object rejected.bpf.o" });
    expect(error.message).toMatch(/^Cannot load object rejected\.bpf\.o: EACCES .*'unchecked'/);
    expect(error.message).not.toMatch(/R0 invalid|\n/);
    expect(error.verifierLog).toMatch(/R0 invalid mem access 'map_value_or_null'/);
    expect(error.verifierLog).not.toMatch(/PROG LOAD LOG|libbpf:/);
  });

  test("verifies what takes long, though signals arrive all the time", async () => {
    const script = new URL("./testing/scripts/loading-under-signals.ts", import.meta.url);
    expect(await runScript(script, compileBpf("lengthy"))).toEqual({ arrivedAfterwards: true });
  });

  test("leaves out what setAutoload switched off", () => {
    using object = BpfObject.open(compileBpf("rejected"));
    object.setAutoload("unchecked", false);
    object.load();
    expect(object.programs.get("good")?.info.type).toBe("cgroup_sock_addr");
    expect(() => object.programs.get("unchecked")?.info).toThrow(/unchecked: EBADF .*not loaded/);
  });

  test("works once only", () => {
    using loaded = new LoadedObject("connect");
    expect(() => {
      loaded.object.load();
    }).toThrow(/Cannot load object connect\.bpf\.o: EINVAL .*load/);
  });

  test("is needed before programs and maps can be used", () => {
    using object = BpfObject.open(compileBpf("connect"));
    expect(() => object.programs.get("first")?.info).toThrow(/use program first: EBADF/);
    expect(() => object.maps.get("counts")?.open()).toThrow(/open map counts: EBADF/);
  });
});

describe("BpfObject.setReadOnlyData", () => {
  test("writes integers of each size and bytes", () => {
    using loaded = new LoadedObject("connect", (object) => {
      object.setReadOnlyData({
        increment: 2n ** 64n - 1n,
        offset: -5,
        port: 0xabcd,
        enabled: true,
        label: new Uint8Array([1, 2, 3, 4, 5, 6]),
      });
    });
    const [value] = [...loaded.map(".rodata").entries()].map(([, bytes]) => bytes);
    const data = defined(value);
    expect(asU64(data)).toBe(2n ** 64n - 1n);
    expect(asU32(data.subarray(8))).toBe(2 ** 32 - 5);
    expect([...data.subarray(12)]).toEqual([0xcd, 0xab, 1, 1, 2, 3, 4, 5, 6]);
  });

  test.each<[string, Record<string, number | bigint | Uint8Array>, RegExp]>([
    ["an unknown name", { nothing: 1 }, /no read-only variable nothing; it has increment, offset/],
    ["a variable that is not read-only", { runs: 1 }, /no read-only variable runs/],
    ["a number that does not fit", { port: 65536 }, /port of 2 bytes cannot be 65536.* to 65535/],
    ["a fraction", { port: 1.5 }, /port cannot be 1\.5/],
    ["bytes of a wrong length", { label: new Uint8Array(5) }, /label has 6 bytes.* has 5/],
    ["a number for an array", { label: 1 }, /label has 6 bytes: give a Uint8Array/],
  ])("refuses %s and writes none of the values", (_, values, message) => {
    using loaded = new LoadedObject("connect", (object) => {
      const error = thrownBy(() => {
        object.setReadOnlyData({ increment: 9, ...values });
      });
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toMatch(message);
    });
    const [entry] = loaded.map(".rodata").entries();
    expect(asU64(defined(entry)[1])).toBe(1n);
  });
});

describe("BpfObject.setMaxEntries", () => {
  test("sets the size that the map gets", () => {
    using loaded = new LoadedObject("connect", (object) => {
      object.setMaxEntries("counts", 5);
      expect(object.maps.get("counts")?.shape.maxEntries).toBe(5);
    });
    expect(loaded.map("counts").info.maxEntries).toBe(5);
  });

  test("refuses an unknown map, and any once the object is loaded", () => {
    using loaded = new LoadedObject("connect");
    expect(() => {
      loaded.object.setMaxEntries("nothing", 5);
    }).toThrow("The object has no map nothing");
    expect(() => {
      loaded.object.setMaxEntries("counts", 5);
    }).toThrow(/max entries of map counts to 5: EBUSY/);
  });
});

describe("BpfObject.reusePinned", () => {
  test("returns false where nothing is pinned", () => {
    using folder = new PinFolder();
    using object = BpfObject.open(compileBpf("connect"));
    expect(object.reusePinned("counts", folder.at("counts"))).toBe(false);
  });

  test("makes two objects share the map", () => {
    using folder = new PinFolder();
    using one = new LoadedObject("connect");
    one.map("counts").set(u32(1), u64(77));
    one.map("counts").pin(folder.at("counts"));
    using two = new LoadedObject("connect", (object) => {
      expect(object.reusePinned("counts", folder.at("counts"))).toBe(true);
    });
    expect(two.map("counts").info.id).toBe(one.map("counts").info.id);
    expect(asU64(defined(two.map("counts").get(u32(1))))).toBe(77n);
  });

  const wanted = { type: "hash", keySize: 4, valueSize: 8, maxEntries: 64 } as const;
  test.each([
    ["type", { type: "lru_hash" }, "its type is lru_hash, not hash"],
    ["key size", { keySize: 8 }, "its key size is 8, not 4"],
    ["value size", { valueSize: 16 }, "its value size is 16, not 8"],
    ["size", { maxEntries: 10 }, "its number of max entries is 10, not 64"],
    ["flags", { flags: 1 }, "its flags is 0x1, not 0x0"],
    ["several", { keySize: 8, maxEntries: 1 }, "its key size is 8, not 4, its number of max"],
  ] as const)("refuses a map of another %s, naming the difference", (_, change, words) => {
    using folder = new PinFolder();
    using map = BpfMap.create({ ...wanted, ...change });
    map.pin(folder.at("other"));
    using object = BpfObject.open(compileBpf("connect"));
    const error = thrownBy(() => object.reusePinned("counts", folder.at("other")));
    expect(error).toMatchObject({ code: "EINVAL" });
    expect(error.message).toContain(words);
    expect(() => {
      object.reuseMap("counts", map);
    }).toThrow(words);
  });

  test("refuses an unknown map and what is no map", () => {
    using folder = new PinFolder();
    using loaded = new LoadedObject("connect");
    loaded.program("first").pin(folder.at("program"));
    using object = BpfObject.open(compileBpf("connect"));
    expect(() => object.reusePinned("nothing", folder.at("x"))).toThrow(
      /connect\.bpf\.o has no map nothing; it has counts/,
    );
    expect(() => object.reusePinned("counts", folder.at("program"))).toThrow(
      /EINVAL .*it is a bpf-prog, not a bpf-map/,
    );
  });
});

describe("BpfObject.reuseMap", () => {
  test("makes the object use the other's map", () => {
    using one = new LoadedObject("connect");
    using two = new LoadedObject("connect", (object) => {
      object.reuseMap("counts", one.map("counts"));
    });
    expect(two.map("counts").info.id).toBe(one.map("counts").info.id);
  });
});

describe("BpfObject.close", () => {
  test("may be called twice, and everything else then throws ClosedError", () => {
    const object = BpfObject.open(compileBpf("connect"));
    const program = defined(object.programs.get("first"));
    const map = defined(object.maps.get("counts"));
    object.load();
    expect(program.info.name).toBe("first");
    object.close();
    object.close();
    for (const use of [
      () => {
        object.load();
      },
      () => {
        object.setReadOnlyData({ port: 1 });
      },
      () => {
        object.setMaxEntries("counts", 1);
      },
      () => {
        object.setAutoload("first", false);
      },
      () => map.open(),
      () => map.shape,
      () => program.info,
      () => defined(object.programs.get("second")).info,
    ]) {
      expect(use).toThrow(ClosedError);
    }
  });

  test("leaves maps that were opened from it alone", () => {
    const object = BpfObject.open(compileBpf("connect"));
    object.load();
    using map = defined(object.maps.get("counts")).open();
    object.close();
    map.set(u32(1), u64(2));
    expect(asU64(defined(map.get(u32(1))))).toBe(2n);
  });
});
