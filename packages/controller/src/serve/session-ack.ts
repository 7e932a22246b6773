import type { AckMessage } from "@localredirect/types";

import { acknowledge } from "./acknowledge.ts";
import type { Ledger } from "./ledger.ts";
import { advance, requestInventory } from "./session-advance.ts";
import type {
  Draining,
  Flight,
  Idle,
  InFlight,
  Owed,
  Session,
  SessionContext,
  SessionEffect,
  SessionStep,
} from "./session-state.ts";
import { ended, withEffects } from "./session-steps.ts";

type Acknowledging = Exclude<Session, { kind: "awaiting-hello" | "ended" }>;

/** The kernel has a batch: what it holds is known, and the next one may go. */
export function onAck(
  session: Acknowledging,
  ack: AckMessage,
  context: SessionContext,
): SessionStep {
  const pending = pendingOf(session);
  if (pending === undefined || ack.nonce !== session.nonce) {
    const expected = pending === undefined ? "none is in flight" : `${session.nonce} is in flight`;
    return ended("INVALID_ARGUMENT", `Ack of nonce ${ack.nonce}, ${expected}`);
  }
  const ledger = acknowledge(pending.ledger, pending.flight.plan, ack);
  const effects = acknowledged(ledger, pending.flight, ack, context);
  return session.kind === "in-flight"
    ? withEffects(effects, afterAck(session, ledger, ack, context))
    : { session: withoutPending(session), effects };
}

function withoutPending(session: Acknowledging): Session {
  return session.kind === "draining" ? { ...session, pending: undefined } : session;
}

function pendingOf(session: Acknowledging): Draining["pending"] {
  switch (session.kind) {
    case "in-flight":
      return session;
    case "draining":
      return session.pending;
    default:
      return undefined;
  }
}

function acknowledged(
  ledger: Ledger,
  flight: Flight,
  ack: AckMessage,
  context: SessionContext,
): readonly SessionEffect[] {
  const { held, refused, warnings } = ledger;
  // By our clock, which also gave the cause; the agent's may differ.
  const latency =
    flight.plan.complete && flight.causedAt !== undefined
      ? Math.max(context.now - flight.causedAt, 0)
      : undefined;
  return [
    { kind: "acknowledged", refused: ack.refused.length, latency },
    { kind: "progress", change: { digest: ack.digest, applied: held, refused, warnings } },
  ];
}

function afterAck(
  session: InFlight,
  ledger: Ledger,
  ack: AckMessage,
  context: SessionContext,
): SessionStep {
  const { flight, ...rest } = session;
  const idle: Idle = {
    ...rest,
    kind: "idle",
    ledger,
    owed: flight.plan.complete ? "nothing" : stillOwed(session.owed),
    causedAt: flight.plan.complete ? session.causedAt : (flight.causedAt ?? session.causedAt),
  };
  return ack.digest === ledger.digest ? advance(idle, context) : requestInventory(idle, context);
}

/** After a part of a change. */
function stillOwed(owed: Owed): Owed {
  return owed === "snapshot" || owed === "snapshot-rest" ? "snapshot-rest" : "word";
}
