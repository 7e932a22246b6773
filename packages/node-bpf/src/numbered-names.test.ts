import { describe, expect, test } from "vitest";

import { cgroupAttachTypes } from "./attach-type.ts";
import { mapTypes } from "./map-type.ts";
import { numberedNames } from "./numbered-names.ts";
import { programTypes } from "./program-type.ts";

describe("numberedNames", () => {
  const table = numberedNames("fruit", [
    [3, "apple"],
    [7, "pear"],
  ]);

  test("finds names and numbers", () => {
    expect(table.nameOf(7)).toBe("pear");
    expect(table.numberOf("apple")).toBe(3);
  });

  test("calls a number without name unknown and refuses an unknown name", () => {
    expect(table.nameOf(4)).toBe("unknown");
    // As a caller without types might.
    expect(() => table.numberOf("plum" as "pear")).toThrow(
      new TypeError('There is no fruit "plum"'),
    );
  });

  // From include/uapi/linux/bpf.h.
  test.each([
    [mapTypes.numberOf("hash"), 1],
    [mapTypes.numberOf("lru_percpu_hash"), 10],
    [mapTypes.numberOf("ringbuf"), 27],
    [mapTypes.numberOf("user_ringbuf"), 31],
    [programTypes.numberOf("socket_filter"), 1],
    [programTypes.numberOf("cgroup_sock_addr"), 18],
    [programTypes.numberOf("syscall"), 31],
    [cgroupAttachTypes.numberOf("cgroup_inet4_connect"), 10],
    [cgroupAttachTypes.numberOf("cgroup_inet_sock_release"), 34],
  ])("numbers as the kernel does: %d is %d", (found, wanted) => {
    expect(found).toBe(wanted);
  });
});
