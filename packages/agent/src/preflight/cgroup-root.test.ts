import { describe, expect, test } from "vitest";
import { findCgroupRoot } from "./cgroup-root.ts";
import { parseMountInfo } from "./mount-info.ts";

const hybrid = parseMountInfo(`31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
38 31 0:35 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw
`);
const inodes: Readonly<Record<string, bigint>> = {
  "/sys/fs/cgroup/unified": 1n,
  "/sys/fs/cgroup/unified/kubepods.slice/burst": 77n,
  "/sys/fs/cgroup/unified/..data": 78n,
};
const inodeOf = (path: string): bigint | undefined => inodes[path];

describe("findCgroupRoot", () => {
  test("finds the root where a hybrid machine has it", () => {
    const result = findCgroupRoot(hybrid, undefined, inodeOf);
    expect(result).toEqual({ ok: true, value: { path: "/sys/fs/cgroup/unified", level: 0 } });
  });

  test.each([
    ["/sys/fs/cgroup/unified", 0],
    ["/sys/fs/cgroup/unified/kubepods.slice/burst", 2],
    ["/sys/fs/cgroup/unified/..data", 1],
  ])("counts the levels of %s from the real root", (path, level) => {
    expect(findCgroupRoot(hybrid, path, inodeOf)).toEqual({ ok: true, value: { path, level } });
  });

  test.each([
    ["no cgroup v2", [], undefined, /No cgroup v2 file system is mounted: mount one/],
    [
      "a private view",
      [{ mountPoint: "/sys/fs/cgroup", type: "cgroup2" }],
      undefined,
      /private view.*hostPath/,
    ],
    ["a folder elsewhere", hybrid, "/tmp", /\/tmp is not a folder of cgroup v2.*--cgroup/],
  ])("refuses %s and says how to mend it", (_, mounts, given, reason) => {
    const result = findCgroupRoot(mounts, given, inodeOf);
    expect(result).toEqual({ ok: false, reason: expect.stringMatching(reason) as string });
  });

  test("refuses a folder in a mount that hides its level", () => {
    const mounts = [...hybrid, { mountPoint: "/mnt/cgroup", type: "cgroup2" }];
    const result = findCgroupRoot(mounts, "/mnt/cgroup/a", (path) =>
      path.startsWith("/mnt/") ? 9n : inodes[path],
    );
    expect(result).toMatchObject({ ok: false });
  });
});

describe("parseMountInfo", () => {
  test("reads escaped names and skips what is none of a mount", () => {
    expect(parseMountInfo("1 2 0:1 / /a\\040b rw - bpf bpf rw\n\nrubbish\n")).toEqual([
      { mountPoint: "/a b", type: "bpf" },
    ]);
  });
});
