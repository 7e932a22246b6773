import {
  emptyDigest,
  formatFrontend,
  redirectId,
  redirectVersion,
} from "@localredirect/types/tables";
import type {
  BatchMessage,
  ControllerMessage,
  Redirect,
  Watermark,
} from "@localredirect/types/tables";
import type { ApplyResult } from "../../datapath/datapath.ts";
import type { AgentFacts, Holding, SessionInput, Step } from "../session-events.ts";
import { startSession, step } from "../session.ts";
import type { Session } from "../session-state.ts";
import { digestOfRedirects, sampleBatch, sampleWelcome } from "./sample-batches.ts";

export const facts: AgentFacts = { node: "node-1", agentVersion: "0.1.0", ipv4: true, ipv6: false };
export const watermarks: readonly Watermark[] = [
  { source: "files:/etc/localredirect", epoch: 1, revision: 7 },
];
export const nothing: Holding = { digest: emptyDigest, held: new Map() };
const allApplied: ApplyResult = { refused: [], warnings: [] };

/** A kernel that holds these. */
export function holding(redirects: readonly Redirect[]): Holding {
  const held = redirects.map((redirect) => {
    const { frontend, policy, backends } = redirect;
    const version = redirectVersion(redirect);
    const content = { id: redirectId(frontend), frontend, policy, version };
    return [formatFrontend(frontend), { ...content, backends: backends.length }] as const;
  });
  return { digest: digestOfRedirects(redirects), held: new Map(held) };
}

/** The steps of a session that holds the same all the time; the last one counts. */
export function run(
  inputs: readonly SessionInput[],
  kernel: Holding = nothing,
  from?: Session,
): Step {
  return inputs.reduce<Step>((before, input) => step(before.session, input, kernel), {
    session: from ?? startSession(0),
    effects: [],
  });
}

export const connected: SessionInput = { kind: "connected", facts, watermarks };
export const applied: Extract<SessionInput, { kind: "applied" }> = {
  kind: "applied",
  result: allApplied,
  appliedAt: 1_700_000_000_000,
};

/** A controller's message. */
export function says(message: ControllerMessage, at = 0): SessionInput {
  return { kind: "message", at, message };
}

/** Up to Welcome. */
export const welcomed: readonly SessionInput[] = [connected, says(sampleWelcome())];

/** The first batch. */
export function batch(fields: Partial<BatchMessage>): SessionInput {
  return says(sampleBatch({ nonce: 1, ...fields }));
}

/** What of the protocol was broken; undefined: nothing was. */
export function violationOf({ session }: Step): string | undefined {
  return session.phase === "ended" && session.cause.kind === "violation"
    ? session.cause.reason
    : undefined;
}
