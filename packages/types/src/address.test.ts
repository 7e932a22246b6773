import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addressBytes, addressText, isIpv4Mapped, parseAddress } from "./address.ts";
import { ipv4, ipv6 } from "./testing/arbitraries.ts";

describe("parseAddress", () => {
  it.each([
    ["10.96.0.10", "10.96.0.10"],
    ["255.255.255.255", "255.255.255.255"],
    ["FD00:0:0::A", "fd00::a"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["64:ff9b::1.2.3.4", "64:ff9b::102:304"],
    ["0:0:0:0:0:0:0:0", "::"],
  ])("canonicalises %s to %s", (given, canonical) => {
    expect(parseAddress(given)?.text).toBe(canonical);
  });

  it.each([
    ...["", "1.2.3", "1.2.3.256", "01.2.3.4", "0x1.2.3.4", "1.2.3.4 ", "1.2.3.4\n", "16909060"],
    ...["::ffff:1.2.3.4", "::ffff:102:304", "0:0:0:0:0:ffff:1.2.3.4", "64:ff9b::01.2.3.4"],
    ...[
      "fe80::1%eth0",
      "[::1]",
      "1::2::3",
      ":::",
      "00001::",
      "1:2:3:4:5:6:7:8:9",
      "::g",
      "a.b.c.d",
    ],
    "0".repeat(100_000),
  ])("takes %j for no address", (given) => {
    expect(parseAddress(given)).toBeUndefined();
  });

  it("is idempotent, and its bytes give the text again", () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (text) => {
        const address = parseAddress(text);
        expect(address?.text).toBe(text);
        expect(addressText(addressBytes(text))).toBe(text);
      }),
    );
  });

  it("never throws, and what it returns it takes again", () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[0-9abf:.%]*$/));
    fc.assert(
      fc.property(texts, (text) => {
        const address = parseAddress(text);
        if (address !== undefined) expect(parseAddress(address.text)).toEqual(address);
      }),
    );
  });
});

describe("isIpv4Mapped", () => {
  it.each([
    ["::ffff:1.2.3.4", true],
    ["::FFFF:102:304", true],
    ["1.2.3.4", false],
    ["::1", false],
    ["rubbish", false],
  ])("of %s is %s", (text, expected) => {
    expect(isIpv4Mapped(text)).toBe(expected);
  });
});

describe("addressBytes", () => {
  it("writes an IPv4 address as IPv4-mapped", () => {
    expect([...addressBytes("1.2.3.4")]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4,
    ]);
  });

  it("throws for what is no address", () => {
    expect(() => addressBytes("1.2.3")).toThrow(new RangeError('"1.2.3" is not an IP address'));
  });
});

describe("addressText", () => {
  it("reads four bytes and sixteen, mapped ones as IPv4", () => {
    expect(addressText(Uint8Array.of(1, 2, 3, 4))).toBe("1.2.3.4");
    expect(addressText(addressBytes("1.2.3.4"))).toBe("1.2.3.4");
    expect(addressText(addressBytes("fd00::a"))).toBe("fd00::a");
  });

  it("throws for another number of bytes", () => {
    expect(() => addressText(new Uint8Array(5))).toThrow(RangeError);
  });
});
