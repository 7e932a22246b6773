import { canonicalSchema } from "@localredirect/types/tables";
import { acknowledgement, batchReport } from "./acknowledgement.ts";
import type { AgentFacts, Holding, SessionEffect, SessionInput, Step } from "./session-events.ts";
import { closeWith, endOf, receive, startBatch } from "./session-messages.ts";
import { silentIntervals, welcomeTimeout } from "./session-state.ts";
import type { Ended, Link, Served, Session } from "./session-state.ts";

type Live = Exclude<Session, Ended>;
type Input<Kind extends SessionInput["kind"]> = Extract<SessionInput, { kind: Kind }>;

/** A session whose transport is being connected since `at`, in milliseconds. */
export function startSession(at: number): Session {
  return { phase: "connecting", since: at };
}

/**
 * What a session makes of an input. Inputs that come late, as what is still read after the end, are
 * passed over.
 *
 * @param holding - what the kernel holds now; for `applied`, with what was applied
 */
export function step(session: Session, input: SessionInput, holding: Holding): Step {
  if (session.phase === "ended") return { session, effects: [] };
  switch (input.kind) {
    case "connected":
      return greet(session, input, holding);
    case "message":
      return receive(session, input, holding);
    case "applied":
      return acknowledge(session, input, holding);
    case "tick":
      return tick(input.late ? listenAnew(session, input.at) : session, input.at, holding);
    case "pause":
      return pause(session, input.paused, holding);
    case "end":
      return closeWith(session, input.cause);
    case "closed":
      return { session: endOf(session, input), effects: [] };
  }
}

/** When the session wants a `tick` at the latest, in milliseconds; undefined: never. */
export function wakeAt(session: Session): number | undefined {
  switch (session.phase) {
    case "ended":
      return undefined;
    case "connecting":
    case "greeting":
      return session.since + welcomeTimeout;
    default: {
      const { beatAt, heartbeatInterval } = session.link;
      const givenUpAt = silentSince(session.link) + silentIntervals * heartbeatInterval;
      return Math.min(beatAt + heartbeatInterval, givenUpAt);
    }
  }
}

/** Whether a controller has welcomed us on this stream and it has not ended. */
export function isServed(session: Session): session is Served {
  return session.phase === "idle" || session.phase === "applying" || session.phase === "parked";
}

function greet(session: Session, input: Input<"connected">, holding: Holding): Step {
  if (session.phase !== "connecting") return same(session);
  const { watermarks } = input;
  return {
    session: { phase: "greeting", since: session.since, watermarks },
    effects: [{ kind: "send", message: { ...hello(input.facts, holding), watermarks } }],
  };
}

function hello(facts: AgentFacts, { digest, held }: Holding) {
  return {
    kind: "hello",
    ...facts,
    schemaMin: canonicalSchema,
    schemaMax: canonicalSchema,
    digest,
    redirects: held.size,
    features: [],
  } as const;
}

function acknowledge(session: Session, input: Input<"applied">, { digest }: Holding): Step {
  if (session.phase !== "applying") return same(session);
  const { batch, link } = session;
  const { result, appliedAt } = input;
  const watermarks = batch.watermarks.length > 0 ? batch.watermarks : link.watermarks;
  const report = batchReport(batch, result);
  const effects: SessionEffect[] = [
    { kind: "send", message: acknowledgement(batch, { result, appliedAt, digest }) },
    { kind: "acknowledged", report, watermarks },
  ];
  const complete = batch.digest !== undefined && report.refused.length === 0;
  if (complete && batch.digest !== digest) {
    effects.push({ kind: "mismatch", expected: batch.digest, holds: digest });
  }
  const applied = link.applied + 1;
  return { session: { phase: "idle", link: { ...link, applied, watermarks } }, effects };
}

/** What the controller has said meanwhile may lie in a socket, so its time begins anew. */
function listenAnew(session: Live, at: number): Live {
  return isServed(session)
    ? { ...session, link: { ...session.link, listeningSince: at } }
    : { ...session, since: at };
}

function silentSince({ heardAt, listeningSince }: Link): number {
  return Math.max(heardAt, listeningSince);
}

function tick(session: Live, at: number, holding: Holding): Step {
  if (!isServed(session)) {
    const milliseconds = at - session.since;
    return milliseconds < welcomeTimeout
      ? same(session)
      : closeWith(session, { kind: "no-welcome", milliseconds });
  }
  const { link } = session;
  const silence = at - silentSince(link);
  if (silence >= silentIntervals * link.heartbeatInterval) {
    return closeWith(session, { kind: "silence", milliseconds: silence });
  }
  if (at < link.beatAt + link.heartbeatInterval) return same(session);
  const { digest } = holding;
  return {
    session: { ...session, link: { ...link, beatAt: at } },
    effects: [
      { kind: "send", message: { kind: "heartbeat", digest, watermarks: link.watermarks } },
      // With it, so that an idle agent wakes no more often for its token.
      { kind: "reauthenticate" },
    ],
  };
}

/** Stops taking batches, or takes them again with the one that waited. */
function pause(session: Session, paused: boolean, holding: Holding): Step {
  if (!isServed(session)) return same(session);
  const link = { ...session.link, paused };
  if (session.phase === "parked" && !paused) return startBatch(link, session.batch, holding);
  return same({ ...session, link });
}

function same(session: Session): Step {
  return { session, effects: [] };
}
