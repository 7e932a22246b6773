import { describe, expect, test } from "vitest";

import { cgroupId } from "./cgroup-id.ts";
import { cgroupMount, TestCgroup } from "./testing/test-cgroup.ts";
import { bpfErrorBy } from "./testing/thrown-by.ts";

describe("cgroupId", () => {
  test("is 1 for the root and another one for each cgroup", () => {
    using one = new TestCgroup();
    using two = new TestCgroup(one.path);
    expect(cgroupId(cgroupMount())).toBe(1n);
    expect(cgroupId(one.path)).toBeGreaterThan(1n);
    expect(cgroupId(two.path)).not.toBe(cgroupId(one.path));
  });

  test.each([
    ["/tmp", "EINVAL"],
    ["/nowhere", "ENOENT"],
  ])("refuses %s with %s", (path, code) => {
    expect(bpfErrorBy(() => cgroupId(path))).toMatchObject({
      code,
      operation: `find the id of cgroup ${path}`,
    });
  });
});
