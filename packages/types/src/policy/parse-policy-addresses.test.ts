import { describe, expect, it } from "vitest";

import { addressManifest } from "../testing/policy-manifests.ts";
import { problemsOf } from "../testing/policy-problems.ts";

describe("parsePolicy, addresses", () => {
  it.each([
    ["10.96.0", "Must be an IPv4 or IPv6 address"],
    ["010.96.0.1", "Must be an IPv4 or IPv6 address"],
    ["fe80::1%eth0", "Must be an IPv4 or IPv6 address"],
    [
      "::ffff:10.96.0.1",
      'Is "::ffff:10.96.0.1", an IPv4-mapped IPv6 address; write the IPv4 address',
    ],
    ["0.0.0.0", 'Is "0.0.0.0", the unspecified address; no connection to it can be redirected'],
    ["127.8.8.8", 'Is "127.8.8.8", a loopback address; no connection to it can be redirected'],
    ["224.0.0.1", 'Is "224.0.0.1", a multicast address; no connection to it can be redirected'],
    ["239.1.1.1", 'Is "239.1.1.1", a multicast address; no connection to it can be redirected'],
    [
      "255.255.255.255",
      'Is "255.255.255.255", the broadcast address; no connection to it can be redirected',
    ],
    ["0:0::0", 'Is "0:0::0", the unspecified address; no connection to it can be redirected'],
    ["::1", 'Is "::1", the loopback address; no connection to it can be redirected'],
    ["ff02::1", 'Is "ff02::1", a multicast address; no connection to it can be redirected'],
  ])("rejects the address %s", (ip, reason) => {
    expect(problemsOf(addressManifest(ip))).toEqual([`spec.frontend.addressMatcher.ip: ${reason}`]);
  });

  it.each(["", "x".repeat(46)])("rejects %j, of a length that no address has", (ip) => {
    expect(problemsOf(addressManifest(ip))).toHaveLength(1);
  });
});
