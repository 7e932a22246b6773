import { describe, expect, test } from "vitest";

import { BpfProgram } from "./bpf-program.ts";
import { attachedPrograms, CgroupLink } from "./cgroup-link.ts";
import { cgroupId } from "./cgroup-id.ts";
import { ClosedError } from "./closed-error.ts";
import { hasCgroupLinkBefore } from "./probe.ts";
import { asU64, u32, u64 } from "./testing/bytes.ts";
import { defined } from "./testing/defined.ts";
import { LoadedObject } from "./testing/loaded-object.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { TestCgroup } from "./testing/test-cgroup.ts";
import { thrownBy } from "./testing/thrown-by.ts";

/** The numbers of the programs that ran, in their order; see connect.bpf.c. */
function orderOf(loaded: LoadedObject): number[] {
  const [[, packed] = []] = [...loaded.map(".data.order").entries()];
  return Array.from({ length: 16 }, (_, index) => Number(asU64(defined(packed), index))).filter(
    (number) => number !== 0,
  );
}

function countOf(loaded: LoadedObject, program: number): number {
  return Number(asU64(defined(loaded.map("counts").get(u32(program)))));
}

/** Does something over and over, once a turn of the event loop, until a promise is settled. */
async function whileWaiting(promise: Promise<void>, act: () => void): Promise<void> {
  const state = { waiting: true };
  const settled = promise.finally(() => {
    state.waiting = false;
  });
  while (state.waiting) {
    act();
    await new Promise(setImmediate);
  }
  await settled;
}

function idsOf(...programs: BpfProgram[]): number[] {
  return programs.map((program) => program.info.id);
}

describe("BpfProgram.attachCgroup", () => {
  test("runs the program for the cgroup until the link is closed", async () => {
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    const program = loaded.program("first");
    const link = program.attachCgroup(cgroup.path);
    expect(link.info).toEqual({
      id: link.info.id,
      programId: program.info.id,
      cgroupId: cgroupId(cgroup.path),
      attachType: "cgroup_inet4_connect",
    });
    await cgroup.connect(1);
    link.close();
    await cgroup.connect(1);
    expect(orderOf(loaded)).toEqual([1]);
  });

  test("keeps the program attached when its object is closed", async () => {
    using cgroup = new TestCgroup();
    const loaded = new LoadedObject("connect");
    using order = defined(loaded.object.maps.get(".data.order")).open();
    using link = loaded.program("first").attachCgroup(cgroup.path);
    loaded[Symbol.dispose]();
    await cgroup.connect(1);
    expect(link.info.programId).toBeGreaterThan(0);
    expect(new BigUint64Array(order.mmap())[0]).toBe(1n);
  });

  test("takes the attach type of the section, or the one given", () => {
    using cgroup = new TestCgroup();
    using folder = new PinFolder();
    using loaded = new LoadedObject("connect");
    using six = loaded.program("third").attachCgroup(cgroup.path);
    expect(six.info.attachType).toBe("cgroup_inet6_connect");
    loaded.program("first").pin(folder.at("first"));
    using pinned = BpfProgram.openPinned(folder.at("first"));
    expect(() => pinned.attachCgroup(cgroup.path)).toThrow(/does not tell its attach type/);
    using four = pinned.attachCgroup(cgroup.path, { attachType: "cgroup_inet4_connect" });
    expect(four.info.attachType).toBe("cgroup_inet4_connect");
  });

  test("attaches behind the others, and before them with first", async () => {
    expect(hasCgroupLinkBefore()).toBe(true);
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    using other = new LoadedObject("connect");
    const [one, two, three] = [
      loaded.program("first"),
      loaded.program("second"),
      other.program("first"),
    ];
    using first = one.attachCgroup(cgroup.path);
    using last = three.attachCgroup(cgroup.path);
    using before = two.attachCgroup(cgroup.path, { first: true });
    expect([first.first, last.first, before.first]).toEqual([false, false, true]);
    expect(attachedPrograms(cgroup.path, "cgroup_inet4_connect")).toEqual(idsOf(two, one, three));
    await cgroup.connect(1);
    expect(orderOf(loaded)).toEqual([2, 1]);
  });

  test("keeps its place with first when its program is updated", () => {
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    using other = new LoadedObject("connect");
    using before = loaded.program("first").attachCgroup(cgroup.path, { first: true });
    using behind = loaded.program("second").attachCgroup(cgroup.path);
    before.update(other.program("first"));
    expect(behind.first).toBe(false);
    expect(attachedPrograms(cgroup.path, "cgroup_inet4_connect")).toEqual(
      idsOf(other.program("first"), loaded.program("second")),
    );
  });

  test.each<[string, string, string]>([
    ["a path that does not exist", "/nowhere", "ENOENT"],
    ["a file", "/etc/hostname", "ENOTDIR"],
    ["a directory that is no cgroup", "/tmp", "EBADF"],
  ])("refuses %s", (_, path, code) => {
    using loaded = new LoadedObject("connect");
    for (const first of [true, false]) {
      const error = thrownBy(() => loaded.program("first").attachCgroup(path, { first }));
      expect(error).toMatchObject({
        code,
        operation: `attach program first to cgroup ${path}`,
      });
    }
  });

  test("refuses a program of another attach type", () => {
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    const error = thrownBy(() =>
      loaded
        .program("first")
        .attachCgroup(cgroup.path, { first: true, attachType: "cgroup_inet6_connect" }),
    );
    expect(error).toMatchObject({ code: "EINVAL" });
  });
});

describe("CgroupLink.update", () => {
  test("replaces the program, only the one that replaces names", () => {
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    const [first, second] = [loaded.program("first"), loaded.program("second")];
    using link = first.attachCgroup(cgroup.path);
    const error = thrownBy(() => {
      link.update(second, { replaces: second });
    });
    expect(error).toMatchObject({ code: "EPERM" });
    expect(link.info.programId).toBe(first.info.id);
    link.update(second, { replaces: first });
    expect(link.info.programId).toBe(second.info.id);
    expect(() => {
      link.update(loaded.program("third"));
    }).toThrow(/^Program third is for cgroup_inet6_connect, link .* for cgroup_inet4_connect$/);
    using other = new LoadedObject("command");
    expect(
      thrownBy(() => {
        link.update(other.program("swap"));
      }),
    ).toMatchObject({ code: "EINVAL" });
    expect(link.info.programId).toBe(second.info.id);
  });

  test("loses and doubles no event under load", async () => {
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    const programs = [loaded.program("first"), loaded.program("second")] as const;
    loaded.map("counts").setBatch([
      [u32(1), u64(0)],
      [u32(2), u64(0)],
    ]);
    using link = programs[0].attachCgroup(cgroup.path);
    let updates = 0;
    const update = (): void => {
      updates += 1;
      link.update(updates % 2 === 0 ? programs[0] : programs[1]);
    };
    const counts = (): [number, number] => [countOf(loaded, 1), countOf(loaded, 2)];
    const connects = 2000;
    let rounds = 0;
    // On a busy machine one round may pass with few updates.
    while (updates < 100 || counts().includes(0)) {
      expect(rounds).toBeLessThan(50);
      rounds += 1;
      await whileWaiting(cgroup.connect(connects), update);
    }
    const [first, second] = counts();
    expect(first + second).toBe(rounds * connects);
  });
});

describe("CgroupLink.pin", () => {
  test("keeps the program attached without a handle, until unpin", async () => {
    using cgroup = new TestCgroup();
    using folder = new PinFolder();
    using loaded = new LoadedObject("connect");
    const link = loaded.program("first").attachCgroup(cgroup.path);
    link.pin(folder.at("link"));
    link.close();
    await cgroup.connect(1);
    expect(orderOf(loaded)).toEqual([1]);
    const again = CgroupLink.openPinned(folder.at("link"));
    expect(again.first).toBeUndefined();
    again.unpin(folder.at("link"));
    await cgroup.connect(1);
    expect(orderOf(loaded)).toEqual([1, 1]);
    again.close();
    expect(attachedPrograms(cgroup.path, "cgroup_inet4_connect")).toEqual([]);
  });

  test("openPinned and unpin refuse what is no cgroup link or another one", () => {
    using cgroup = new TestCgroup();
    using folder = new PinFolder();
    using loaded = new LoadedObject("connect");
    using link = loaded.program("first").attachCgroup(cgroup.path);
    using other = loaded.program("second").attachCgroup(cgroup.path);
    loaded.program("first").pin(folder.at("program"));
    other.pin(folder.at("other"));
    expect(() => CgroupLink.openPinned(folder.at("program"))).toThrow(/it is a bpf-prog/);
    expect(thrownBy(() => CgroupLink.openPinned(folder.at("none")))).toMatchObject({
      code: "ENOENT",
    });
    expect(
      thrownBy(() => {
        link.unpin(folder.at("other"));
      }),
    ).toMatchObject({ code: "EINVAL" });
    using still = CgroupLink.openPinned(folder.at("other"));
    expect(still.info.id).toBe(other.info.id);
  });
});

describe("CgroupLink.detach", () => {
  test("detaches although a pin keeps the link", () => {
    using cgroup = new TestCgroup();
    using folder = new PinFolder();
    using loaded = new LoadedObject("connect");
    using link = loaded.program("first").attachCgroup(cgroup.path);
    link.pin(folder.at("link"));
    link.detach();
    expect(attachedPrograms(cgroup.path, "cgroup_inet4_connect")).toEqual([]);
    expect(link.info.cgroupId).toBe(0n);
    link.detach();
  });

  test("close may be called twice, and everything else then throws ClosedError", () => {
    using cgroup = new TestCgroup();
    using loaded = new LoadedObject("connect");
    const link = loaded.program("first").attachCgroup(cgroup.path);
    link.close();
    link.close();
    for (const use of [
      () => link.info,
      () => {
        link.detach();
      },
      () => {
        link.update(loaded.program("second"));
      },
      () => {
        link.pin("/nowhere");
      },
    ]) {
      expect(use).toThrow(ClosedError);
    }
  });
});

describe("attachedPrograms", () => {
  test("includes the programs of the cgroups above", () => {
    using cgroup = new TestCgroup();
    using inner = new TestCgroup(cgroup.path);
    using loaded = new LoadedObject("connect");
    using above = loaded.program("first").attachCgroup(cgroup.path);
    using below = loaded.program("second").attachCgroup(inner.path);
    const ids = attachedPrograms(inner.path, "cgroup_inet4_connect");
    expect([...ids].sort()).toEqual(
      idsOf(loaded.program("first"), loaded.program("second")).sort(),
    );
    expect([above.first, below.first]).toEqual([false, false]);
    expect(attachedPrograms(inner.path, "cgroup_inet6_connect")).toEqual([]);
  });

  test("refuses what is no cgroup", () => {
    expect(() => attachedPrograms("/tmp", "cgroup_inet4_connect")).toThrow(/EBADF/);
  });
});
