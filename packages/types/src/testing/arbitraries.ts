import * as fc from "fast-check";

import { addressText } from "../address.ts";
import type { Frontend } from "../frontend.ts";
import { formatFrontend } from "../frontend.ts";
import type { Backend, Member, NodeTable, PodReference, Redirect } from "../redirect.ts";

/** Canonical text of an IPv4 address. */
export const ipv4: fc.Arbitrary<string> = fc
  .uint8Array({ minLength: 4, maxLength: 4 })
  .map((bytes) => addressText(bytes));

/** Canonical text of an IPv6 address, with runs of zeros in it. */
export const ipv6: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
    minLength: 8,
    maxLength: 8,
  })
  .map((groups) => addressText(Uint8Array.from(groups.flatMap((group) => [group >> 8, group]))))
  .filter((text) => text.includes(":"));

export const port: fc.Arbitrary<number> = fc.integer({ min: 1, max: 65_535 });

export const protocol: fc.Arbitrary<"TCP" | "UDP"> = fc.constantFrom("TCP", "UDP");

export const uint32: fc.Arbitrary<number> = fc.integer({ min: 0, max: 4_294_967_295 });

/** Text without lone surrogates, which UTF-8 cannot hold; of few characters, to have repetitions. */
export const text: fc.Arbitrary<string> = fc.string({ unit: "grapheme", maxLength: 8 });

export const name: fc.Arbitrary<string> = fc.string({
  unit: "grapheme",
  minLength: 1,
  maxLength: 8,
});

export const frontend: fc.Arbitrary<Frontend> = fc.record({
  address: fc.oneof(ipv4, ipv6),
  port,
  protocol,
});

export const pod: fc.Arbitrary<PodReference> = fc.record({
  namespace: text,
  name: text,
  uid: text,
});

export const member: fc.Arbitrary<Member> = fc.record({
  pod,
  hostNetwork: fc.boolean(),
  cgroupTokens: fc.array(name, { maxLength: 3 }),
});

/** A backend of a family. */
export function backend(address: fc.Arbitrary<string>): fc.Arbitrary<Backend> {
  return fc.record({ address, port, pod, hostNetwork: fc.boolean() });
}

/** A redirect to some frontend. */
export function redirectTo(frontend: Frontend): fc.Arbitrary<Redirect> {
  const address = frontend.address.includes(":") ? ipv6 : ipv4;
  return fc.record({
    frontend: fc.constant(frontend),
    policy: fc.record({ name, uid: text, id: fc.integer({ min: 1, max: 4_294_967_295 }) }),
    options: fc.record({
      redirectSelf: fc.boolean(),
      qosLimit: fc.option(uint32, { nil: undefined }),
    }),
    backends: fc.array(backend(address), { maxLength: 4 }),
    members: fc.array(member, { maxLength: 4 }),
  });
}

export const redirect: fc.Arbitrary<Redirect> = frontend.chain(redirectTo);

/** A table of frontends from a small pool, so that two tables have some in common. */
export const table: fc.Arbitrary<NodeTable> = fc
  .array(
    fc
      .record({
        address: fc.constantFrom("10.0.0.1", "10.0.0.2", "fd00::1"),
        port: fc.constantFrom(53, 80),
        protocol,
      })
      .chain(redirectTo),
    { maxLength: 8 },
  )
  .map((redirects) => new Map(redirects.map((entry) => [formatFrontend(entry.frontend), entry])));

/** Lower-case hex digits of so many bytes. */
export function hex(bytes: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((array) =>
      array.reduce((digits, byte) => digits + byte.toString(16).padStart(2, "0"), ""),
    );
}
