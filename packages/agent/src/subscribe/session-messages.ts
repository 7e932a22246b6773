import { canonicalSchema } from "@localredirect/types/tables";
import type {
  BatchMessage,
  ControllerMessage,
  HeartbeatMessage,
  WelcomeMessage,
} from "@localredirect/types/tables";
import { inventoryMessages } from "./inventory.ts";
import type { StreamOutcome } from "./reconnect.ts";
import type { Holding, SessionInput, Step } from "./session-events.ts";
import type { EndCause, Ended, Greeting, Link, Served, Session } from "./session-state.ts";
import { beyondSnapshot, snapshotViolation, snapshotWith } from "./snapshot.ts";

type Live = Exclude<Session, Ended>;
type Received = Extract<SessionInput, { kind: "message" }>;

/** What heartbeat intervals a controller may choose, in milliseconds. */
const heartbeatBounds = {
  /** More often is a load on thousands of nodes, not a sign of life. */
  least: 100,
  /** A controller that is gone would be noticed only after half an hour. */
  most: 600_000,
} as const;

/** What a session makes of a controller's message. */
export function receive(session: Live, { at, message }: Received, holding: Holding): Step {
  if (session.phase === "connecting" || session.phase === "greeting") {
    return message.kind === "welcome" && session.phase === "greeting"
      ? welcome(session, message, at)
      : violation(session, `A ${message.kind} came before Welcome`);
  }
  const heard: Served = { ...session, link: { ...session.link, heardAt: at } };
  return served(heard, message, holding);
}

/** Begins to apply a batch: upserts, then removals, and what is beyond a snapshot at its end. */
export function startBatch(link: Link, batch: BatchMessage, { held }: Holding): Step {
  const snapshot = snapshotWith(link.snapshot, batch);
  const over = snapshot !== undefined && batch.snapshotEnd;
  const beyond = over ? beyondSnapshot(snapshot, held) : [];
  const removals = [...batch.removals, ...beyond];
  return {
    session: {
      phase: "applying",
      link: { ...link, snapshot: over ? undefined : snapshot },
      batch,
    },
    effects: [
      {
        kind: "apply",
        delta: { upserts: batch.upserts, removals },
        completesTable: batch.digest !== undefined,
      },
    ],
  };
}

/** Ends the stream from our side. */
export function closeWith(session: Live, cause: EndCause): Step {
  return { session: endOf(session, cause), effects: [{ kind: "close", cause }] };
}

/** The session once the stream has ended. */
export function endOf(session: Live, cause: EndCause): Ended {
  const link = "link" in session ? session.link : undefined;
  return { phase: "ended", cause, outcome: outcomeOf(link, cause), heardAt: link?.heardAt };
}

function outcomeOf(link: Link | undefined, cause: EndCause): StreamOutcome {
  if (cause.kind === "violation" || cause.kind === "kernel") return "broken";
  if (cause.kind === "closed" && cause.broken) return "broken";
  return link !== undefined && link.applied > 0 ? "served" : "unserved";
}

function violation(session: Live, reason: string): Step {
  return closeWith(session, { kind: "violation", reason });
}

function welcome(session: Greeting, message: WelcomeMessage, at: number): Step {
  const reason = welcomeViolation(message);
  if (reason !== undefined) return violation(session, reason);
  const link: Link = {
    heartbeatInterval: message.heartbeatInterval,
    heardAt: at,
    listeningSince: at,
    beatAt: at,
    nonce: 0,
    applied: 0,
    watermarks: session.watermarks,
    snapshot: undefined,
    leaving: false,
    paused: false,
  };
  return { session: { phase: "idle", link }, effects: [{ kind: "welcomed", welcome: message }] };
}

function welcomeViolation({ schema, heartbeatInterval }: WelcomeMessage): string | undefined {
  if (schema !== canonicalSchema) {
    return `Welcome chose schema ${schema}; this agent offered ${canonicalSchema} only`;
  }
  const { least, most } = heartbeatBounds;
  return heartbeatInterval < least || heartbeatInterval > most
    ? `Welcome asks for a heartbeat every ${heartbeatInterval} ms, not within ${least} to ${most}`
    : undefined;
}

function served(session: Served, message: ControllerMessage, holding: Holding): Step {
  switch (message.kind) {
    case "welcome":
      return violation(session, "A second Welcome came");
    case "inventory-request":
      return inventory(session, holding);
    case "batch":
      return receiveBatch(session, message, holding);
    case "heartbeat":
      return compare(session, message, holding);
    case "drain":
      return drain(session, message.reason, message.delay);
  }
}

function inventory(session: Served, { held }: Holding): Step {
  if (session.phase !== "idle") {
    return violation(session, "The inventory was asked for while a batch was in flight");
  }
  const messages = inventoryMessages(held.values());
  // Who asks for it inside a snapshot goes on by differences: nothing may go as being beyond it.
  const link = { ...session.link, snapshot: undefined };
  return {
    session: { ...session, link },
    effects: messages.map((message) => ({ kind: "send", message })),
  };
}

function receiveBatch(session: Served, batch: BatchMessage, holding: Holding): Step {
  if (session.phase !== "idle") {
    return violation(
      session,
      `Batch ${batch.nonce} came while ${session.link.nonce} was in flight`,
    );
  }
  const { link } = session;
  const reason = nonceViolation(link, batch) ?? snapshotViolation(link.snapshot, batch);
  if (reason !== undefined) return violation(session, reason);
  const next = { ...link, nonce: batch.nonce };
  return link.paused
    ? { session: { phase: "parked", link: next, batch }, effects: [] }
    : startBatch(next, batch, holding);
}

function nonceViolation({ nonce }: Link, batch: BatchMessage): string | undefined {
  return batch.nonce === nonce + 1
    ? undefined
    : `Batch has nonce ${batch.nonce} where ${nonce + 1} was due`;
}

function compare(session: Served, heartbeat: HeartbeatMessage, holding: Holding): Step {
  const { digest: expected } = heartbeat;
  const { digest: holds } = holding;
  const differs = session.phase === "idle" && expected !== undefined && expected !== holds;
  return { session, effects: differs ? [{ kind: "mismatch", expected, holds }] : [] };
}

function drain(session: Served, reason: string, delay: number): Step {
  if (session.link.leaving) return { session, effects: [] };
  return {
    session: { ...session, link: { ...session.link, leaving: true } },
    effects: [{ kind: "move", reason, delay }],
  };
}
