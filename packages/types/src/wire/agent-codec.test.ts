import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { localredirect } from "../generated/wire.js";
import { agentMessage } from "../testing/wire-arbitraries.ts";
import { decodeAgentMessage, encodeAgentMessage } from "./agent-codec.ts";
import type { AckMessage } from "./agent-message.ts";
import { WireError } from "./wire-error.ts";

type Properties = localredirect.v1.AgentMessage.$Properties;

function decode(message: Properties): unknown {
  return decodeAgentMessage(localredirect.v1.AgentMessage.encode(message).finish());
}

const hello = { node: "a", schemaMin: 1, schemaMax: 1, digest: new Uint8Array(16) };
const ack = { nonce: 1, digest: new Uint8Array(16) };

describe("decodeAgentMessage", () => {
  it("undoes encodeAgentMessage", () => {
    fc.assert(
      fc.property(agentMessage, (message) => {
        expect(decodeAgentMessage(encodeAgentMessage(message))).toEqual(message);
      }),
    );
  });

  it("throws nothing but WireError for any bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // Bytes that are nearly a message.
      fc.tuple(agentMessage, fc.nat(), fc.nat(255)).map(([message, at, byte]) => {
        const encoded = Uint8Array.from(encodeAgentMessage(message));
        if (encoded.length > 0) encoded[at % encoded.length] = byte;
        return encoded;
      }),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        try {
          decodeAgentMessage(given);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, Properties, string]>([
    ["no kind", {}, "kind: Is none that is known here"],
    ["no node", { hello: { ...hello, node: "" } }, "hello.node: Is empty"],
    [
      "a long node",
      { hello: { ...hello, node: "n".repeat(254) } },
      "hello.node: Has 254 bytes, more than 253",
    ],
    [
      "many bytes in few characters",
      { hello: { ...hello, node: "ü".repeat(127) } },
      "hello.node: Has 254 bytes, more than 253",
    ],
    ["no schema", { hello: { ...hello, schemaMin: 0 } }, "hello.schemaMin: Is 0, less than 1"],
    [
      "schemas upside down",
      { hello: { ...hello, schemaMin: 3, schemaMax: 2 } },
      "hello.schemaMax: Is 2, less than schemaMin 3",
    ],
    [
      "a short digest",
      { hello: { ...hello, digest: new Uint8Array(15) } },
      "hello.digest: Has 15 bytes, not 16",
    ],
    ["no digest", { ack: { nonce: 1 } }, "ack.digest: Has 0 bytes, not 16"],
    [
      "many features",
      { hello: { ...hello, features: Array<string>(65).fill("f") } },
      "hello.features: Has 65 entries, more than 64",
    ],
    [
      "a watermark without source",
      { heartbeat: { watermarks: [{ epoch: 1 }] } },
      "heartbeat.watermarks[0].source: Is empty",
    ],
    [
      "a revision beyond 2^53",
      { heartbeat: { watermarks: [{ source: "s", revision: 2 ** 53 }] } },
      "heartbeat.watermarks[0].revision: Is 9007199254740992, not within 0 to 2^53 - 1",
    ],
    [
      "a torn inventory",
      { inventory: { entries: new Uint8Array(25) } },
      "inventory.entries: Has 25 bytes, not at most 10000 entries of 24",
    ],
    [
      "a large inventory",
      { inventory: { entries: new Uint8Array(24 * 10_001) } },
      "inventory.entries: Has 240024 bytes, not at most 10000 entries of 24",
    ],
    [
      "a short id",
      { ack: { ...ack, refused: [{ id: new Uint8Array(7) }] } },
      "ack.refused[0].id: Has 7 bytes, not 8",
    ],
    [
      "a time before 1970",
      { ack: { ...ack, appliedAt: { seconds: -1 } } },
      "ack.appliedAt: Is -1 s and 0 ns, not within 1970 to 9999",
    ],
    ["no token", { reauthentication: {} }, "reauthentication.token: Is empty"],
  ])("rejects %s", (_, message, expected) => {
    expect(() => decode(message)).toThrow(expected);
    expect(() => decode(message)).toThrow(WireError);
  });

  it("takes a refusal's code that a newer agent has for unknown", () => {
    // 99 as a raw varint: the generated types know only their own numbers.
    const refusal = Uint8Array.of(0x0a, 8, ...new Uint8Array(8), 0x18, 99);
    const digest = Uint8Array.of(0x12, 16, ...new Uint8Array(16));
    const body = Uint8Array.of(...digest, 0x1a, refusal.length, ...refusal);
    const message = decodeAgentMessage(Uint8Array.of(0x1a, body.length, ...body));
    expect(message).toMatchObject({ kind: "ack", refused: [{ code: "unknown" }] });
  });
});

describe("encodeAgentMessage", () => {
  const message: AckMessage = {
    kind: "ack",
    nonce: 1,
    digest: "0".repeat(32),
    refused: [],
    appliedAt: undefined,
    warnings: [],
  };

  it("cuts a message for people to what the other side takes", () => {
    const warnings = [{ id: "0".repeat(16), message: "ä".repeat(5000) }];
    const decoded = decodeAgentMessage(encodeAgentMessage({ ...message, warnings }));
    expect(decoded).toMatchObject({ warnings: [{ message: `${"ä".repeat(2046)}…` }] });
  });

  it.each([["0"], ["0".repeat(31)], ["g".repeat(32)]])("throws for the digest %s", (digest) => {
    expect(() => encodeAgentMessage({ ...message, digest })).toThrow();
  });

  it("keeps a time to the fraction of a millisecond", () => {
    const appliedAt = 1_700_000_000_123.456;
    const decoded = decodeAgentMessage(encodeAgentMessage({ ...message, appliedAt }));
    expect(decoded.kind === "ack" ? decoded.appliedAt : undefined).toBeCloseTo(appliedAt, 3);
  });
});
