import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Redirect } from "./redirect.ts";
import { redirect as anyRedirect } from "./testing/arbitraries.ts";
import { redirectId, redirectVersion } from "./version.ts";

const redirect: Redirect = {
  frontend: { address: "10.96.0.10", port: 53, protocol: "UDP" },
  policy: { name: "dns", uid: "u", id: 1 },
  options: { redirectSelf: false, qosLimit: undefined },
  backends: [
    {
      address: "10.244.0.5",
      port: 53,
      pod: { namespace: "a", name: "b", uid: "c" },
      hostNetwork: false,
    },
  ],
  members: [
    { pod: { namespace: "a", name: "b", uid: "c" }, hostNetwork: false, cgroupTokens: ["c"] },
  ],
};

describe("redirectVersion", () => {
  it("does not depend on the order of backends, members and tokens", () => {
    fc.assert(
      fc.property(anyRedirect, (given) => {
        const reversed: Redirect = {
          ...given,
          backends: given.backends.toReversed(),
          members: given.members
            .toReversed()
            .map((entry) => ({ ...entry, cgroupTokens: entry.cgroupTokens.toReversed() })),
        };
        expect(redirectVersion(reversed)).toBe(redirectVersion(given));
      }),
    );
  });

  it.each<[string, Partial<Redirect>]>([
    ["the address", { frontend: { ...redirect.frontend, address: "10.96.0.11" } }],
    ["the port", { frontend: { ...redirect.frontend, port: 54 } }],
    ["the protocol", { frontend: { ...redirect.frontend, protocol: "TCP" } }],
    ["the policy's name", { policy: { ...redirect.policy, name: "dns2" } }],
    ["the policy's uid", { policy: { ...redirect.policy, uid: "v" } }],
    ["the policy's id", { policy: { ...redirect.policy, id: 2 } }],
    ["redirectSelf", { options: { redirectSelf: true, qosLimit: undefined } }],
    [
      "a qosLimit of 0, which is not an absent one",
      { options: { redirectSelf: false, qosLimit: 0 } },
    ],
    ["qosLimit", { options: { redirectSelf: false, qosLimit: 7 } }],
    ["the backends", { backends: [] }],
    ["a backend twice", { backends: [...redirect.backends, ...redirect.backends] }],
    ["a backend's pod", { backends: redirect.backends.map((b) => ({ ...b, hostNetwork: true })) }],
    ["the members", { members: [] }],
    ["a member's tokens", { members: redirect.members.map((m) => ({ ...m, cgroupTokens: [] })) }],
  ])("changes with %s", (_, change) => {
    expect(redirectVersion({ ...redirect, ...change })).not.toBe(redirectVersion(redirect));
  });

  it("tells 10,000 redirects apart", () => {
    const versions = Array.from({ length: 10_000 }, (_, id) =>
      redirectVersion({ ...redirect, policy: { ...redirect.policy, id: id + 1 } }),
    );
    expect(new Set(versions).size).toBe(10_000);
  });

  it("throws for an address that is none", () => {
    expect(() =>
      redirectVersion({ ...redirect, frontend: { ...redirect.frontend, address: "x" } }),
    ).toThrow(RangeError);
  });
});

describe("redirectId", () => {
  it("depends on the frontend alone", () => {
    expect(redirectId(redirect.frontend)).toMatch(/^[0-9a-f]{16}$/);
    expect(redirectId({ ...redirect.frontend })).toBe(redirectId(redirect.frontend));
    expect(redirectId({ ...redirect.frontend, protocol: "TCP" })).not.toBe(
      redirectId(redirect.frontend),
    );
  });
});
