import { describe, expect, it } from "vitest";

import { distributions } from "./machine.mjs";

describe("distributions", () => {
  it.each([
    ['PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', ["debian"]],
    ['ID=ubuntu\nID_LIKE="debian"\n', ["ubuntu", "debian"]],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', ["rocky", "rhel", "centos", "fedora"]],
    ["", []],
  ])("reads %j", (text, names) => {
    expect(distributions(text)).toEqual(names);
  });
});
