import { expect, test } from "vitest";

import { cgroupHierarchies } from "./node-cgroups.ts";

test("cgroupHierarchies finds those of both versions, and nothing else", () => {
  const mounts = [
    "proc /proc proc rw 0 0",
    "tmpfs /sys/fs/cgroup tmpfs rw,mode=755 0 0",
    "cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0",
    "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0",
    "",
  ];

  expect(cgroupHierarchies(mounts.join("\n"))).toEqual([
    { path: "/sys/fs/cgroup/cpu", version: 1 },
    { path: "/sys/fs/cgroup/unified", version: 2 },
  ]);
});
