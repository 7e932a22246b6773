import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { formatFrontend } from "../frontend.ts";
import { frontend, hex, name, text } from "../testing/arbitraries.ts";
import { peerServiceDefinition } from "./peer-service.ts";
import { progressMessage, streamProgressRequest } from "./progress-codec.ts";
import type { NodeReport, ProgressMessage } from "./progress-message.ts";
import { localredirect } from "../generated/wire.js";
import { WireError } from "./wire-error.ts";

const time = fc.integer({ min: 0, max: 253_402_300_799_000 });
const uid = fc.string({ maxLength: 20 });
const key = frontend.map(formatFrontend);

const report: fc.Arbitrary<NodeReport> = fc.record({
  node: name,
  connected: fc.boolean(),
  since: time,
  toldAt: fc.option(time, { nil: undefined }),
  syncedAt: fc.option(time, { nil: undefined }),
  agentVersion: fc.option(name, { nil: undefined }),
  digest: fc.option(hex(16), { nil: undefined }),
  reset: fc.boolean(),
  applied: fc.array(
    fc.record({ frontend: key, version: hex(16), policyUid: uid, generation: fc.maxSafeNat() }),
    { maxLength: 5 },
  ),
  removed: fc.array(key, { maxLength: 3 }),
  refused: fc.array(fc.record({ frontend: key, version: hex(16), message: text }), {
    maxLength: 3,
  }),
  warnings: fc.array(fc.record({ frontend: key, message: text }), { maxLength: 3 }),
  more: fc.boolean(),
});

const message: fc.Arbitrary<ProgressMessage> = fc.oneof(
  fc.record({
    kind: fc.constant("welcome" as const),
    controller: text,
    instance: fc.string({ minLength: 1, maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant("progress" as const),
    nodes: fc.array(report, { maxLength: 4 }),
    snapshotEnd: fc.boolean(),
  }),
);

describe("the messages of PeerService", () => {
  it("decode(encode(x)) = x", () => {
    fc.assert(
      fc.property(message, (given) => {
        expect(progressMessage.decode(progressMessage.encode(given))).toEqual(given);
      }),
    );
    const request = { controller: "c" };
    expect(streamProgressRequest.decode(streamProgressRequest.encode(request))).toEqual(request);
  });

  it("decode throws nothing but WireError for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          progressMessage.decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
    );
  });

  const entry = { frontend: "10.0.0.1:53/UDP", version: new Uint8Array(16) };
  test.each([
    [{ nodes: [{ node: "" }] }, "progress.nodes[0].node: Is empty"],
    [{ nodes: [{ node: "a" }] }, "progress.nodes[0].since: Is missing"],
    [
      { nodes: [{ node: "a", since: { seconds: 1 }, applied: [entry] }] },
      "progress.nodes[0].applied[0].policy: Is 0, and there are 0 policy uids",
    ],
    [
      { nodes: [{ node: "a", since: { seconds: 1 }, removed: ["10.0.0.1"] }] },
      'progress.nodes[0].removed[0]: Is "10.0.0.1", not an address, port and protocol as 10.96.0.10:53/UDP',
    ],
    [
      { nodes: Array.from({ length: 501 }, () => ({ node: "a" })) },
      "progress.nodes: Has 501 entries, more than 500",
    ],
  ])("decode names what is wrong with %j", (progress, reason) => {
    const bytes = localredirect.v1.ProgressMessage.encode({ progress }).finish();
    expect(() => progressMessage.decode(bytes)).toThrow(reason);
  });

  it("a uid stands once, however many redirects are of its policy", () => {
    const applied = Array.from({ length: 100 }, (_, index) => ({
      frontend: `10.0.0.1:${index + 1}/TCP`,
      version: "00".repeat(16),
      policyUid: "0b9d9f0e-0000-4000-8000-000000000000",
      generation: 1,
    }));
    const bytes = peerServiceDefinition.streamProgress.responseSerialize({
      kind: "progress",
      nodes: [{ ...bareReport, applied }],
      snapshotEnd: true,
    });
    expect(bytes.length).toBeLessThan(100 * 45);
  });
});

const bareReport: NodeReport = {
  node: "a",
  connected: true,
  since: 0,
  toldAt: undefined,
  syncedAt: undefined,
  agentVersion: undefined,
  digest: undefined,
  reset: true,
  applied: [],
  removed: [],
  refused: [],
  warnings: [],
  more: false,
};
