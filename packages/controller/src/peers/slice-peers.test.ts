import { describe, expect, test } from "vitest";

import { sliceResource } from "./endpoint-slice.ts";
import type { EndpointSlice } from "./endpoint-slice.ts";
import { peersOfSlices } from "./slice-peers.ts";

const resource = sliceResource({ namespace: "ns", name: "peers" });

function slice(addressType: string, pods: Readonly<Record<string, string>>): EndpointSlice {
  const reading = resource.read(
    {
      addressType,
      ports: [
        { name: "http", port: 9444 },
        { name: "grpc", port: 9443 },
      ],
      endpoints: Object.entries(pods).map(([uid, address]) => ({
        addresses: [address],
        conditions: { ready: false, serving: true, terminating: true },
        targetRef: { kind: "Pod", name: `pod-${uid}`, uid },
      })),
    },
    { namespace: "ns", name: "slice", uid: "s" },
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.object;
}

function hosts(slices: readonly EndpointSlice[], ownIp?: string): readonly string[] {
  return peersOfSlices(slices, ownIp).map(({ address }) =>
    address.kind === "tcp" ? `${address.host} ${address.port}` : "",
  );
}

describe("peersOfSlices", () => {
  const v4 = slice("IPv4", { a: "10.1.0.1", b: "10.1.0.2", c: "10.1.0.3" });
  const v6 = slice("IPv6", { a: "fd00::1", b: "fd00::2" });

  test("has each replica once, ready or not, and not this one", () => {
    expect(hosts([v4, v6], "10.1.0.1")).toEqual(["10.1.0.2 9443", "10.1.0.3 9443"]);
    expect(hosts([v6, v4], "fd00::1")).toEqual(["fd00::2 9443", "10.1.0.3 9443"]);
    expect(hosts([v6, v4])).toEqual(["10.1.0.1 9443", "10.1.0.2 9443", "10.1.0.3 9443"]);
    expect(peersOfSlices([v4, v6], "10.1.0.1")).toEqual(peersOfSlices([v6, v4], "10.1.0.1"));
  });

  test("takes an address that is of no pod for a replica of its own", () => {
    const [first] = slice("IPv4", { a: "10.1.0.1" }).endpoints;
    const bare = [{ address: "10.1.0.1", podUid: undefined }, ...(first ? [first] : [])];
    expect(hosts([{ port: 1, endpoints: bare }], "10.1.0.9")).toEqual(["10.1.0.1 1", "10.1.0.1 1"]);
  });

  test("tells a pod from a later one at its address", () => {
    const [before] = peersOfSlices([slice("IPv4", { a: "10.1.0.1" })], undefined);
    const [after] = peersOfSlices([slice("IPv4", { b: "10.1.0.1" })], undefined);
    expect(before?.key).not.toBe(after?.key);
  });
});

describe("sliceResource", () => {
  test("asks for the slices of the Service", () => {
    expect(resource.path).toBe("/apis/discovery.k8s.io/v1/namespaces/ns/endpointslices");
    expect(resource.labelSelector).toBe("kubernetes.io/service-name=peers");
  });

  test.each([
    ["names instead of addresses", { addressType: "FQDN", endpoints: [{ addresses: ["x"] }] }, []],
    ["nothing", { addressType: "IPv4", endpoints: null, ports: null }, []],
    ["no addresses", { addressType: "IPv4", endpoints: [{ addresses: [] }], ports: [] }, []],
  ])("reads a slice with %s as one without endpoints", (_, value, endpoints) => {
    const identity = { namespace: "ns", name: "slice", uid: "s" };
    expect(resource.read(value, identity)).toMatchObject({ ok: true, object: { endpoints } });
  });

  test("says what of a slice cannot be read", () => {
    const identity = { namespace: "ns", name: "slice", uid: "s" };
    expect(resource.read({ addressType: "IPv4", endpoints: [{}] }, identity)).toMatchObject({
      ok: false,
      problems: [{ path: "endpoints.0.addresses" }],
    });
  });
});
