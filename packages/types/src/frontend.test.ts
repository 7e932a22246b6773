import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { compareFrontends, formatFrontend, frontendFamily, parseFrontend } from "./frontend.ts";
import { frontend } from "./testing/arbitraries.ts";

describe("formatFrontend", () => {
  it("puts IPv6 addresses into brackets", () => {
    expect(formatFrontend({ address: "10.96.0.10", port: 53, protocol: "UDP" })).toBe(
      "10.96.0.10:53/UDP",
    );
    expect(formatFrontend({ address: "fd00::a", port: 53, protocol: "TCP" })).toBe(
      "[fd00::a]:53/TCP",
    );
  });

  it("is undone by parseFrontend", () => {
    fc.assert(
      fc.property(frontend, (given) => {
        expect(parseFrontend(formatFrontend(given))).toEqual(given);
      }),
    );
  });
});

describe("parseFrontend", () => {
  it("canonicalises the address", () => {
    expect(parseFrontend("[FD00:0::A]:53/UDP")?.address).toBe("fd00::a");
  });

  it.each([
    ...["", "10.0.0.1", "10.0.0.1:53", "10.0.0.1:0/TCP", "10.0.0.1:65536/TCP", "10.0.0.1:053/TCP"],
    ...["10.0.0.1:53/SCTP", "10.0.0.1:53/tcp", "fd00::a:53/UDP", "[10.0.0.1]:53/UDP"],
    ...["[::ffff:1.2.3.4]:53/UDP", "10.0.0.1:53/UDP ", "10.0.0.1:99999999999/UDP"],
  ])("takes %j for no frontend", (text) => {
    expect(parseFrontend(text)).toBeUndefined();
  });
});

describe("compareFrontends", () => {
  it("orders by address bytes, then port, then protocol number", () => {
    const keys = [
      ...["2.0.0.1:53/TCP", "2.0.0.1:53/UDP", "2.0.0.1:80/TCP", "10.0.0.1:1/TCP"],
      ...["[2001::1]:1/TCP", "[fd00::a]:1/TCP"],
    ];
    const sorted = keys.toReversed().flatMap((key) => parseFrontend(key) ?? []);
    expect(sorted.sort(compareFrontends).map(formatFrontend)).toEqual(keys);
  });

  it("is 0 exactly for equal keys, and antisymmetric", () => {
    fc.assert(
      fc.property(frontend, frontend, (a, b) => {
        expect(compareFrontends(a, b) === 0).toBe(formatFrontend(a) === formatFrontend(b));
        expect(Math.sign(compareFrontends(a, b)) + Math.sign(compareFrontends(b, a))).toBe(0);
      }),
    );
  });
});

describe("frontendFamily", () => {
  it("is the family of the address", () => {
    expect(frontendFamily({ address: "10.0.0.1", port: 1, protocol: "TCP" })).toBe("IPv4");
    expect(frontendFamily({ address: "fd00::a", port: 1, protocol: "TCP" })).toBe("IPv6");
  });
});
