import { formatFrontend } from "@localredirect/types";
import * as fc from "fast-check";

import type { AppliedRedirect, ReplicaProgress } from "../../node-tables.ts";

/** Few, so that what is said of one node at several times and places meets. */
const frontends = Array.from({ length: 6 }, (_, index) =>
  formatFrontend({ address: `10.96.0.${index}`, port: 53, protocol: "UDP" }),
);
const key = fc.constantFrom(...frontends);
const version = fc.constantFrom("00".repeat(16), "11".repeat(16), "22".repeat(16));
const text = fc.constantFrom("EINVAL", "ENOMEM");
const time = fc.integer({ min: 1, max: 20 });

const applied: fc.Arbitrary<AppliedRedirect> = fc.record({
  version,
  policyUid: fc.constantFrom("uid-1", "uid-2"),
  generation: fc.integer({ min: 0, max: 3 }),
});

function mapOf<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<ReadonlyMap<string, Value>> {
  return fc.array(fc.tuple(key, value), { maxLength: 6 }).map((entries) => new Map(entries));
}

/** What a replica may know of a node; told at least once, or connected. */
export const replicaProgress: fc.Arbitrary<ReplicaProgress> = fc
  .record({
    connected: fc.boolean(),
    since: time,
    toldAt: fc.option(time, { nil: undefined }),
    syncedAt: fc.option(time, { nil: undefined }),
    agentVersion: fc.option(fc.constantFrom("1.0.0", "1.1.0"), { nil: undefined }),
    digest: fc.option(version, { nil: undefined }),
    applied: mapOf(applied),
    refused: mapOf(fc.record({ version, message: text })),
    warnings: mapOf(text),
  })
  .map((progress) => ({
    ...progress,
    toldAt: progress.connected ? progress.toldAt : (progress.toldAt ?? 1),
    connectedAt: progress.connected ? progress.since : undefined,
  }));
