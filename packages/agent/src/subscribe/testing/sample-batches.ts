import { digestOf, redirectVersion } from "@localredirect/types/tables";
import type { BatchMessage, Digest, Redirect, WelcomeMessage } from "@localredirect/types/tables";

/** A Batch that says nothing but what it is given. */
export function sampleBatch(fields: Partial<BatchMessage> & { nonce: number }): BatchMessage {
  return {
    kind: "batch",
    upserts: [],
    invalid: [],
    removals: [],
    snapshotBegin: false,
    snapshotEnd: false,
    digest: undefined,
    watermarks: [],
    causedAt: undefined,
    ...fields,
  };
}

/** A Welcome with a heartbeat every five seconds. */
export function sampleWelcome(fields: Partial<WelcomeMessage> = {}): WelcomeMessage {
  return {
    kind: "welcome",
    schema: 1,
    controller: "replica-1",
    controllerVersion: "0.1.0",
    heartbeatInterval: 5_000,
    ...fields,
  };
}

/** The digest of a table that has these. */
export function digestOfRedirects(redirects: readonly Redirect[]): Digest {
  return digestOf(redirects.map(redirectVersion));
}
