import * as fc from "fast-check";

import type { Watermark } from "../watermark.ts";
import type { AgentMessage } from "../wire/agent-message.ts";
import type { ControllerMessage } from "../wire/controller-message.ts";
import type { NodeStatus, PolicyStatus } from "../wire/observe-message.ts";
import { frontend, hex, name, redirect, text, uint32 } from "./arbitraries.ts";

const integer = fc.maxSafeNat();
const digest = hex(16);
const optionalDigest = fc.option(digest, { nil: undefined });
/** Milliseconds since 1970, whole ones, up to the year 9999. */
const time = fc.option(fc.integer({ min: 0, max: 253_402_300_799_000 }), { nil: undefined });

const watermarks: fc.Arbitrary<readonly Watermark[]> = fc.array(
  fc.record({ source: name, epoch: integer, revision: integer }),
  { maxLength: 3 },
);

const heartbeat = fc.record({
  kind: fc.constant("heartbeat" as const),
  digest: optionalDigest,
  watermarks,
});

export const agentMessage: fc.Arbitrary<AgentMessage> = fc.oneof(
  fc.record({
    kind: fc.constant("hello" as const),
    node: name,
    schemaMin: fc.constant(1),
    schemaMax: fc.integer({ min: 1, max: 4_294_967_295 }),
    digest,
    redirects: uint32,
    watermarks,
    ipv4: fc.boolean(),
    ipv6: fc.boolean(),
    agentVersion: text,
    features: fc.array(name, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("inventory" as const),
    entries: fc.array(fc.record({ id: hex(8), version: digest })),
    last: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("ack" as const),
    nonce: integer,
    digest,
    refused: fc.array(
      fc.record({
        id: hex(8),
        version: optionalDigest,
        code: fc.constantFrom("invalid", "table-full", "unsupported", "kernel", "unknown"),
        message: text,
      }),
    ),
    appliedAt: time,
    warnings: fc.array(fc.record({ id: hex(8), message: text })),
  }),
  heartbeat,
  fc.record({ kind: fc.constant("reauthentication" as const), token: name }),
);

export const controllerMessage: fc.Arbitrary<ControllerMessage> = fc.oneof(
  fc.record({
    kind: fc.constant("welcome" as const),
    schema: fc.integer({ min: 1, max: 4_294_967_295 }),
    controller: text,
    controllerVersion: text,
    heartbeatInterval: fc.integer({ min: 1, max: 4_294_967_295 }),
  }),
  fc.record({ kind: fc.constant("inventory-request" as const) }),
  fc.record({
    kind: fc.constant("batch" as const),
    nonce: integer,
    upserts: fc.array(redirect, { maxLength: 5 }),
    invalid: fc.constant([]),
    removals: fc.array(hex(8)),
    snapshotBegin: fc.boolean(),
    snapshotEnd: fc.boolean(),
    digest: optionalDigest,
    watermarks,
    causedAt: time,
  }),
  heartbeat,
  fc.record({ kind: fc.constant("drain" as const), reason: text, delay: uint32 }),
);

const problems = fc.array(fc.record({ frontend, policy: text, message: text }), { maxLength: 3 });

export const nodeStatus: fc.Arbitrary<NodeStatus> = fc.record({
  name,
  state: fc.constantFrom("synced", "pending", "stale", "offline", "unknown"),
  redirectsWanted: uint32,
  redirectsApplied: uint32,
  digestWanted: digest,
  digestApplied: optionalDigest,
  agentVersion: text,
  connectedAt: time,
  syncedAt: time,
  refused: problems,
  warnings: problems,
});

export const policyStatus: fc.Arbitrary<PolicyStatus> = fc.record({
  name: text,
  uid: text,
  generation: integer,
  enabled: fc.boolean(),
  frontend: text,
  serviceId: fc.option(fc.integer({ min: 1, max: 4_294_967_295 }), { nil: undefined }),
  conditions: fc.array(
    fc.record({
      type: name,
      status: fc.constantFrom("True", "False", "Unknown"),
      reason: text,
      message: text,
      observedGeneration: integer,
      lastTransitionTime: time,
    }),
    { maxLength: 4 },
  ),
  nodesWanted: uint32,
  nodesProgrammed: uint32,
  backends: uint32,
  origin: text,
});
