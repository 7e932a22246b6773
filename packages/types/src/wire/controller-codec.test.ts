import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { localredirect } from "../generated/wire.js";
import { controllerMessage } from "../testing/wire-arbitraries.ts";
import { redirectId } from "../version.ts";
import { decodeControllerMessage, encodeControllerMessage } from "./controller-codec.ts";
import type { BatchMessage } from "./controller-message.ts";
import { WireError } from "./wire-error.ts";

type Properties = localredirect.v1.ControllerMessage.$Properties;
type WireRedirect = localredirect.v1.Redirect.$Properties;

function decode(message: Properties): unknown {
  return decodeControllerMessage(localredirect.v1.ControllerMessage.encode(message).finish());
}

const { PROTOCOL_TCP, PROTOCOL_UNSPECIFIED } = localredirect.v1.Protocol;
const frontend = { address: Uint8Array.of(10, 96, 0, 10), port: 53, protocol: PROTOCOL_TCP };
const backend = { address: Uint8Array.of(10, 244, 0, 1), port: 53, pod: { name: "p" } };
const good: WireRedirect = {
  frontend,
  policy: { name: "dns", uid: "u", id: 1 },
  backends: [backend],
};
const mapped = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 96, 0, 10);
const id = redirectId({ address: "10.96.0.10", port: 53, protocol: "TCP" });

describe("decodeControllerMessage", () => {
  it("undoes encodeControllerMessage", () => {
    fc.assert(
      fc.property(controllerMessage, (message) => {
        expect(decodeControllerMessage(encodeControllerMessage(message))).toEqual(message);
      }),
    );
  });

  it("throws nothing but WireError for any bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // Bytes that are nearly a message.
      fc.tuple(controllerMessage, fc.nat(), fc.nat(255)).map(([message, at, byte]) => {
        const encoded = Uint8Array.from(encodeControllerMessage(message));
        if (encoded.length > 0) encoded[at % encoded.length] = byte;
        return encoded;
      }),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        try {
          decodeControllerMessage(given);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, Properties, string]>([
    ["no kind", {}, "kind: Is none that is known here"],
    ["no schema", { welcome: { heartbeatInterval: 1 } }, "welcome.schema: Is 0, less than 1"],
    [
      "no heartbeat interval",
      { welcome: { schema: 1 } },
      "welcome.heartbeatInterval: Is 0 ms, less than 1",
    ],
    [
      "a long reason",
      { drain: { reason: "r".repeat(4097) } },
      "drain.reason: Has 4097 bytes, more than 4096",
    ],
    [
      "many redirects",
      { batch: { upserts: Array<WireRedirect>(501).fill(good) } },
      "batch.upserts: Has 501 entries, more than 500",
    ],
    [
      "a short removal",
      { batch: { removals: [new Uint8Array(7)] } },
      "batch.removals[0]: Has 7 bytes, not 8",
    ],
    [
      "a short digest",
      { batch: { digest: new Uint8Array(1) } },
      "batch.digest: Has 1 bytes, not 16",
    ],
    [
      "a nonce beyond 2^53",
      { batch: { nonce: 2 ** 53 } },
      "batch.nonce: Is 9007199254740992, not within 0 to 2^53 - 1",
    ],
  ])("rejects %s", (_, message, expected) => {
    expect(() => decode(message)).toThrow(expected);
    expect(() => decode(message)).toThrow(WireError);
  });

  it.each<[string, WireRedirect, string]>([
    ["no policy", { ...good, policy: null }, "policy: Is missing"],
    ["a policy without name", { ...good, policy: { uid: "u", id: 1 } }, "policy.name: Is empty"],
    [
      "a long policy name",
      { ...good, policy: { name: "n".repeat(254), id: 1 } },
      "policy.name: Has 254 bytes, more than 253",
    ],
    [
      "a long policy uid",
      { ...good, policy: { name: "n", uid: "u".repeat(65), id: 1 } },
      "policy.uid: Has 65 bytes, more than 64",
    ],
    [
      "policy id 0",
      { ...good, policy: { name: "n", id: 0 } },
      "policy.id: Is 0, not within 1 to 4294967295",
    ],
    [
      "backend port 0",
      { ...good, backends: [{ ...backend, port: 0 }] },
      "backends[0].port: Is 0, not within 1 to 65535",
    ],
    [
      "backend port 65536",
      { ...good, backends: [backend, { ...backend, port: 65_536 }] },
      "backends[1].port: Is 65536, not within 1 to 65535",
    ],
    [
      "a backend of the other family",
      { ...good, backends: [{ ...backend, address: new Uint8Array(16) }] },
      "backends[0].address: Is ::, not of the frontend's family IPv4",
    ],
    [
      "a mapped backend",
      { ...good, backends: [{ ...backend, address: mapped }] },
      "backends[0].address: Is an IPv4-mapped IPv6 address; send the 4 bytes of the IPv4 address",
    ],
    [
      "a backend without pod",
      { ...good, backends: [{ ...backend, pod: null }] },
      "backends[0].pod: Is missing",
    ],
    [
      "257 backends",
      { ...good, backends: Array<typeof backend>(257).fill(backend) },
      "backends: Has 257 entries, more than 256",
    ],
    [
      "4097 members",
      { ...good, members: Array.from({ length: 4097 }, () => ({ pod: {} })) },
      "members: Has 4097 entries, more than 4096",
    ],
    ["a member without pod", { ...good, members: [{}] }, "members[0].pod: Is missing"],
    [
      "an empty cgroup token",
      { ...good, members: [{ pod: {}, cgroupTokens: [""] }] },
      "members[0].cgroupTokens[0]: Is empty",
    ],
  ])("sets a redirect with %s aside, by its id", (_, bad, invalid) => {
    const message = decode({ batch: { nonce: 1, upserts: [good, bad] } });
    expect(message).toMatchObject({
      upserts: [{ policy: { name: "dns" } }],
      invalid: [{ id, invalid }],
    });
  });

  it.each<[string, NonNullable<WireRedirect["frontend"]> | null, string]>([
    ["none", null, "frontend: Is missing"],
    [
      "no address",
      { ...frontend, address: new Uint8Array(0) },
      "frontend.address: Has 0 bytes, not 4 or 16",
    ],
    ["a mapped address", { ...frontend, address: mapped }, "frontend.address: Is an IPv4-mapped"],
    ["port 0", { ...frontend, port: 0 }, "frontend.port: Is 0, not within 1 to 65535"],
    [
      "no protocol",
      { ...frontend, protocol: PROTOCOL_UNSPECIFIED },
      "frontend.protocol: Is 0, not 6 (TCP) or 17 (UDP)",
    ],
  ])("sets a redirect aside whose frontend is %s, without an id", (_, bad, reason) => {
    const message = decode({ batch: { nonce: 1, upserts: [{ ...good, frontend: bad }, good] } });
    expect(message).toMatchObject({ upserts: [{ policy: { name: "dns" } }] });
    const { invalid } = message as BatchMessage; // as the line before has shown
    expect(invalid).toHaveLength(1);
    expect(invalid[0]?.id).toBeUndefined();
    expect(invalid[0]?.invalid).toContain(reason);
  });
});
