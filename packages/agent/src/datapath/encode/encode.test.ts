import { addressText, type Frontend } from "@localredirect/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  backendLayout,
  endpointLayout,
  frontendKeyLayout,
  layoutConstants,
  memberKeyLayout,
  redirectLayout,
  resumeLayout,
  serverKeyLayout,
} from "../generated/layout.ts";
import { decodeBackend, decodeEndpoint, encodeBackend, encodeEndpoint } from "./endpoint.ts";
import { decodeFrontendKey, encodeFrontendKey } from "./frontend-key.ts";
import { decodeMemberKey, encodeMemberKey } from "./member-key.ts";
import { decodeNumber, encodeNumber } from "./number.ts";
import { decodeRedirect, encodeRedirect, type RedirectRecord } from "./redirect.ts";
import { decodeResume, encodeResume, resumeObstacle } from "./resume.ts";
import { decodeServerKey, encodeServerKey } from "./server-key.ts";
import { sumVerdicts } from "./verdict-counts.ts";

const number = fc.nat(0xffffffff);
const port = fc.integer({ min: 1, max: 65535 });
const address = fc
  .oneof(
    fc.uint8Array({ minLength: 4, maxLength: 4 }),
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
  )
  .map(addressText);
const destination = fc.record({ address, port });
const frontend: fc.Arbitrary<Frontend> = fc.record({
  address,
  port,
  protocol: fc.constantFrom("TCP" as const, "UDP" as const),
});
const cgroup = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
const server = fc.integer({ min: 0, max: 65_535 });
const backend = fc.record({ address, port, server, endpoint: number });

const { INLINE_BACKENDS, INLINE_MEMBERS, MAX_BACKENDS, MEMBER_LEVELS } = layoutConstants;
const redirect: fc.Arbitrary<RedirectRecord> = fc
  .record({
    frontend,
    redirectSelf: fc.boolean(),
    frontendEndpoint: number,
    counters: number,
    policyId: number,
    memberSet: number,
    moreMembers: fc.boolean(),
    backendList: number,
    memberLevels: fc.uniqueArray(fc.integer({ min: 1, max: 255 }), { maxLength: MEMBER_LEVELS }),
    members: fc.array(cgroup, { maxLength: INLINE_MEMBERS }),
    backends: fc.array(backend, { maxLength: INLINE_BACKENDS }),
    many: fc.option(fc.integer({ min: INLINE_BACKENDS + 1, max: MAX_BACKENDS })),
  })
  .map(({ many, backends, ...rest }) => ({
    ...rest,
    backendCount: many ?? backends.length,
    backends: many === null ? backends : [],
  }));

describe("decoding what was encoded gives it back, in the layout's size", () => {
  test("a number", () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(decodeNumber(encodeNumber(value))).toBe(value);
      }),
    );
  });

  test("an endpoint, in use or free", () => {
    fc.assert(
      fc.property(fc.option(destination, { nil: undefined }), (value) => {
        const bytes = encodeEndpoint(value);
        expect(bytes).toHaveLength(endpointLayout.size);
        expect(decodeEndpoint(bytes)).toEqual(value);
      }),
    );
  });

  test("a backend", () => {
    fc.assert(
      fc.property(backend, (value) => {
        const bytes = encodeBackend(value);
        expect(bytes).toHaveLength(backendLayout.size);
        expect(decodeBackend(bytes)).toEqual(value);
      }),
    );
  });

  test("a server's key", () => {
    const key = fc.record({
      cgroup,
      port,
      protocol: fc.constantFrom("TCP" as const, "UDP" as const),
    });
    fc.assert(
      fc.property(key, (value) => {
        const bytes = encodeServerKey(value);
        expect(bytes).toHaveLength(serverKeyLayout.size);
        expect(decodeServerKey(bytes)).toEqual(value);
      }),
    );
  });

  test("a frontend's key", () => {
    fc.assert(
      fc.property(frontend, (value) => {
        const bytes = encodeFrontendKey(value);
        expect(bytes).toHaveLength(frontendKeyLayout.size);
        expect(decodeFrontendKey(bytes)).toEqual(value);
      }),
    );
  });

  test("a member's key", () => {
    fc.assert(
      fc.property(fc.record({ memberSet: number, cgroup }), (value) => {
        const bytes = encodeMemberKey(value);
        expect(bytes).toHaveLength(memberKeyLayout.size);
        expect(decodeMemberKey(bytes)).toEqual(value);
      }),
    );
  });

  test("a redirect", () => {
    fc.assert(
      fc.property(redirect, (value) => {
        const bytes = encodeRedirect(value);
        expect(bytes).toHaveLength(redirectLayout.size);
        expect(decodeRedirect(bytes)).toEqual(value);
      }),
    );
  });

  test("what a restarted agent must know", () => {
    const resume = fc.record({
      version: fc
        .uint8Array({ minLength: 16, maxLength: 16 })
        .map((bytes) => Buffer.from(bytes).toString("hex")),
      policy: fc.record({
        name: fc.string({ unit: "grapheme", maxLength: 20 }),
        uid: fc.string({ maxLength: layoutConstants.RESUME_UID_SIZE }),
        id: number,
      }),
      slot: number,
      membersMissing: fc.boolean(),
    });
    fc.assert(
      fc.property(resume, (value) => {
        fc.pre(resumeObstacle(value.policy) === undefined);
        const bytes = encodeResume(value);
        expect(bytes).toHaveLength(resumeLayout.size);
        expect(decodeResume(bytes)).toEqual(value);
      }),
    );
  });
});

describe("encodeFrontendKey", () => {
  test("writes addresses and ports as they stand in a packet", () => {
    const bytes = encodeFrontendKey({ address: "10.96.0.10", port: 0x0102, protocol: "UDP" });
    expect(Buffer.from(bytes).toString("hex")).toBe(
      "00000000000000000000ffff0a60000a" + "01021100",
    );
  });
});

describe("decodeRedirect", () => {
  test("sees that a slot was never written", () => {
    expect(decodeRedirect(new Uint8Array(redirectLayout.size))).toBeUndefined();
  });
});

describe("resumeObstacle", () => {
  test.each([
    ["name", { name: "ä".repeat(129), uid: "u", id: 1 }, "258 bytes, at most 256"],
    ["uid", { name: "n", uid: "u".repeat(65), id: 1 }, "65 bytes, at most 64"],
  ])("names a policy's %s that is too long", (_, policy, reason) => {
    expect(resumeObstacle(policy)).toContain(reason);
    expect(() =>
      encodeResume({ version: "0".repeat(32), policy, slot: 0, membersMissing: false }),
    ).toThrow(RangeError);
  });
});

describe("sumVerdicts", () => {
  test("adds up the CPUs, beyond 32 bits", () => {
    const cpu = new Uint8Array(new BigUint64Array([2n ** 40n, 0n, 0n, 3n, 0n, 0n, 0n, 1n]).buffer);
    expect(sumVerdicts([cpu, cpu])).toEqual({
      redirected: 2 ** 41,
      no_backend: 0,
      backend_dead: 0,
      self: 6,
      over_limit: 0,
      no_room: 0,
      not_selected: 0,
      dry_run: 2,
    });
  });
});
