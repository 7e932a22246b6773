import { describe, expect, test } from "vitest";
import { nameHoldsToken, plainToken, podFolderToken } from "./cgroup-name.ts";

const uid = "0b7f2c1e-9a51-4c55-8d0f-2f1a6e0c9d11";
const hash = "5e3c1b0d9f8e7a6b5c4d3e2f1a0b9c8d";

describe("podFolderToken", () => {
  test.each([
    [`kubepods-burstable-pod${uid.replaceAll("-", "_")}.slice`, plainToken(uid)],
    [`kubepods-pod${uid.replaceAll("-", "_")}.slice`, plainToken(uid)],
    [`pod${uid}`, plainToken(uid)],
    [`pod${hash}`, hash],
    ["kubepods-burstable.slice", undefined],
    [`cri-containerd-${hash}.scope`, undefined],
    ["podman.slice", undefined],
  ])("reads %s", (name, token) => {
    expect(podFolderToken(name)).toBe(token);
  });
});

describe("nameHoldsToken", () => {
  test.each([
    [`kubepods-besteffort-pod${uid.replaceAll("-", "_")}.slice`, uid],
    [`pod${uid}`, uid],
    [`pod${hash}`, hash],
    ["poduid-1", "uid-1"],
    ["uid_1.slice", "uid-1"],
    ["uid-1", "uid_1"],
    ["uid-10-uid-1", "uid-1"],
  ])("finds in %s the token %s", (name, token) => {
    expect(nameHoldsToken(name, token)).toBe(true);
  });

  test.each([
    ["poduid-10", "uid-1"],
    ["poduuid-1", "uid-1"],
    ["tripod1", "1"],
    ["kubepods.slice", uid],
    ["anything", ""],
  ])("does not find in %s the token %s", (name, token) => {
    expect(nameHoldsToken(name, token)).toBe(false);
  });
});
