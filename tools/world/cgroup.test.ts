import { describe, expect, it } from "vitest";

import { findCgroupMount } from "./cgroup.ts";

describe("findCgroupMount", () => {
  it("finds version 2 beside version 1", () => {
    const mounts = [
      "tmpfs /sys/fs/cgroup tmpfs rw 0 0",
      "cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0",
      "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0",
    ].join("\n");
    expect(findCgroupMount(mounts)).toBe("/sys/fs/cgroup/unified");
  });

  it("says how to mount it where it is not", () => {
    expect(() => findCgroupMount("proc /proc proc rw 0 0\n")).toThrow("mount -t cgroup2");
  });
});
