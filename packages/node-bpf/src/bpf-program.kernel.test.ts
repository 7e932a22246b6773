import { once } from "node:events";
import { readdirSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { BpfProgram } from "./bpf-program.ts";
import { ClosedError } from "./closed-error.ts";
import { programStatistics } from "./program-statistics.ts";
import { asU64, u32, u64 } from "./testing/bytes.ts";
import { LoadedObject } from "./testing/loaded-object.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { thrownBy } from "./testing/thrown-by.ts";

describe("BpfProgram.run", () => {
  test("gives the result and the context as the program left it, not touching the given one", () => {
    using loaded = new LoadedObject("command");
    const context = u64(40, 2, 0);
    const run = loaded.program("add").run(context);
    expect(run.result).toBe(42);
    expect(asU64(run.context, 2)).toBe(42n);
    expect(run.data).toEqual(new Uint8Array(0));
    expect(context).toEqual(u64(40, 2, 0));
  });

  test("runs on a packet", () => {
    using loaded = new LoadedObject("command");
    const data = new Uint8Array(64).map((_, index) => index);
    const run = loaded.program("swap").run(new Uint8Array(0), { data });
    expect(run.result).toBe(7);
    expect([...run.data.subarray(0, 3)]).toEqual([1, 0, 2]);
    expect(run.data.length).toBe(64);
  });

  test("refuses a context that is too short and a type that cannot be run so", () => {
    using loaded = new LoadedObject("command");
    using connect = new LoadedObject("connect");
    expect(thrownBy(() => loaded.program("add").run(new Uint8Array(3)))).toMatchObject({
      code: "EINVAL",
      operation: "run program add",
    });
    expect(thrownBy(() => connect.program("first").run(new Uint8Array(0)))).toMatchObject({
      code: "ENOTSUPP",
    });
  });
});

describe("BpfProgram.iterate", () => {
  test("gives what the program wrote for each entry of a map, and at the end", async () => {
    using loaded = new LoadedObject("iterator");
    const program = loaded.program("write_marks");
    const marks = loaded.map("marks");
    expect(program.iterate(marks)).toEqual(u64(0));
    const before = new Set(openSockets());
    const server = createServer().listen(join(tmpdir(), `node-bpf-${process.pid}.sock`));
    await once(server, "listening");
    try {
      const sockets = openSockets().filter((fd) => !before.has(fd));
      for (const fd of sockets) marks.set(u32(Number(fd)), u64(7));
      expect(sockets).not.toEqual([]);
      expect(program.iterate(marks)).toEqual(u64(...sockets.map(() => 7), 0));
    } finally {
      server.close();
    }
  });

  test("refuses a program that is no iterator, and a map of another type", () => {
    using loaded = new LoadedObject("iterator");
    using command = new LoadedObject("command");
    expect(thrownBy(() => command.program("add").iterate())).toMatchObject({
      code: "EINVAL",
      operation: "iterate with program add",
    });
    expect(
      thrownBy(() => loaded.program("write_marks").iterate(command.map("runs"))),
    ).toMatchObject({ code: "EINVAL" });
  });
});

describe("BpfProgram.info", () => {
  test("shows type, name and a tag that is equal for equal code", () => {
    using one = new LoadedObject("command");
    using two = new LoadedObject("command");
    const { info } = one.program("swap");
    expect(info).toMatchObject({ type: "sched_cls", name: "swap", runCount: 0n });
    expect(info.tag).toMatch(/^[0-9a-f]{16}$/);
    expect(two.program("swap").info.tag).toBe(info.tag);
    expect(one.program("emit").info.tag).not.toBe(info.tag);
    expect(info.verifiedInstructions).toBeGreaterThan(0);
  });

  test("counts runs while programStatistics is open, and only then", () => {
    using loaded = new LoadedObject("command");
    const program = loaded.program("swap");
    const data = new Uint8Array(64);
    const statistics = programStatistics();
    for (let run = 0; run < 3; run += 1) program.run(new Uint8Array(0), { data });
    statistics.close();
    statistics.close();
    program.run(new Uint8Array(0), { data });
    expect(program.info.runCount).toBe(3n);
    expect(program.info.runTimeNanoseconds).toBeGreaterThan(0n);
  });
});

describe("BpfProgram.pin", () => {
  test("lets the program outlive its object, until unpin", () => {
    using folder = new PinFolder();
    const loaded = new LoadedObject("command");
    loaded.program("add").pin(folder.at("add"));
    loaded[Symbol.dispose]();
    using program = BpfProgram.openPinned(folder.at("add"));
    expect(program.run(u64(1, 1, 0)).result).toBe(42);
    expect(program.section).toBeUndefined();
    program.unpin(folder.at("add"));
    expect(() => BpfProgram.openPinned(folder.at("add"))).toThrow(/ENOENT/);
  });

  test("unpin refuses another program's pin", () => {
    using folder = new PinFolder();
    using loaded = new LoadedObject("command");
    loaded.program("add").pin(folder.at("add"));
    expect(() => {
      loaded.program("emit").unpin(folder.at("add"));
    }).toThrow(/EINVAL .* not this one/);
  });
});

describe("BpfProgram.openById", () => {
  test("opens a program that lives, and no other", () => {
    using loaded = new LoadedObject("command");
    const { id } = loaded.program("add").info;
    using program = BpfProgram.openById(id);
    expect(program.info).toMatchObject({ id, name: "add" });
    expect(() => BpfProgram.openById(0xffff_fff0)).toThrow(
      /ENOENT .*4294967280|4294967280.* ENOENT/,
    );
  });
});

describe("BpfProgram.close", () => {
  test("may be called twice, before use, too; then everything throws ClosedError", () => {
    using loaded = new LoadedObject("command");
    const [used, unused] = [loaded.program("add"), loaded.program("emit")];
    used.run(u64(1, 1, 0));
    for (const program of [used, unused]) {
      program.close();
      program.close();
      expect(() => program.info).toThrow(ClosedError);
      expect(() => program.run(u64(1, 1, 0))).toThrow(ClosedError);
      expect(() => program.attachCgroup("/", { attachType: "cgroup_inet4_connect" })).toThrow(
        ClosedError,
      );
    }
  });
});

/** This process' descriptors of sockets. */
function openSockets(): readonly string[] {
  return readdirSync("/proc/self/fd").filter(isSocket);
}

/** The descriptor that lists the folder is gone again. */
function isSocket(fd: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).startsWith("socket:");
  } catch {
    return false;
  }
}
