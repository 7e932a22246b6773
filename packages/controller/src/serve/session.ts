import type { AgentMessage, InventoryMessage } from "@localredirect/types";

import { refusal } from "../identity/identity-refusal.ts";
import type { IdentityRefusal } from "../identity/identity-refusal.ts";
import { agentRefusal } from "./agent-identity.ts";
import type { PeerIdentity } from "./agent-identity.ts";
import { ledgerOfInventory } from "./ledger.ts";
import { spend } from "./message-allowance.ts";
import { ended, endedBy, ignored, withEffects } from "./session-steps.ts";
import { onAck } from "./session-ack.ts";
import { advance, begin, requestInventory, table } from "./session-advance.ts";
import { onHello } from "./session-hello.ts";
import type {
  AwaitingInventory,
  Session,
  SessionContext,
  SessionEffect,
  SessionInput,
  SessionStep,
} from "./session-state.ts";

/** Who has been silent for this many heartbeats is given up, as the proto file says. */
const patience = 3;

/**
 * How long a stream outlives its token, in milliseconds: the API server, without which no new token
 * can be had nor verified, may be away for that long.
 */
const expiryPatience = 10 * 60_000;

/** More than any kernel table holds; an inventory beyond it is no inventory. */
const mostInventoryEntries = 200_000;

/** Of a stream that was just opened. */
export function openSession(now: number): Session {
  return { kind: "awaiting-hello", heardAt: now };
}

/** What becomes of a session when something happens to it, and what is to be done. */
export function step(session: Session, input: SessionInput, context: SessionContext): SessionStep {
  if (session.kind === "ended") {
    return ignored(session);
  }
  switch (input.kind) {
    case "message":
      return onMessage(session, input.message, context);
    case "malformed":
      return ended("INVALID_ARGUMENT", `The message cannot be read: ${input.reason}`);
    case "renewed":
      return onRenewed(session, input.peer);
    case "refused":
      return endedBy(input.refusal);
    case "look":
      return onLook(session, context);
    case "tick":
      return onTick(session, context);
    case "drain":
      return onDrain(session, input, context);
  }
}

type Live = Exclude<Session, { kind: "ended" }>;
type WelcomedSession = Exclude<Live, { kind: "awaiting-hello" }>;

function onMessage(session: Live, message: AgentMessage, context: SessionContext): SessionStep {
  if (session.kind === "awaiting-hello") {
    return message.kind === "hello"
      ? onHello(message, context)
      : ended("INVALID_ARGUMENT", `The first message is ${message.kind}, it must be Hello`);
  }
  switch (message.kind) {
    case "hello":
      return ended("INVALID_ARGUMENT", "Hello came a second time on this stream");
    case "ack":
      return onAck({ ...session, heardAt: context.now }, message, context);
    default:
      return onUnasked(session, message, context);
  }
}

/** Messages that the agent may send at any time cost of its allowance. */
function onUnasked(
  session: WelcomedSession,
  message: Exclude<AgentMessage, { kind: "hello" | "ack" }>,
  context: SessionContext,
): SessionStep {
  const allowance = spend(session.allowance, context.now);
  if (allowance === undefined) {
    return ended("RESOURCE_EXHAUSTED", "Messages come faster than a working agent sends them");
  }
  const charged = { ...session, heardAt: context.now, allowance };
  switch (message.kind) {
    case "inventory":
      return onInventory(charged, message, context);
    case "heartbeat":
      return charged.kind === "idle" &&
        message.digest !== undefined &&
        message.digest !== charged.ledger.digest
        ? requestInventory(charged, context)
        : ignored(charged);
    case "reauthentication":
      // Certificates do not expire within a stream as tokens do: there is nothing to renew.
      return charged.expiresAt === undefined
        ? ignored(charged)
        : { session: charged, effects: [{ kind: "verify", token: message.token }] };
  }
}

/** A new token of the same node; another's ends the stream, however good it is. */
function onRenewed(session: Live, peer: PeerIdentity): SessionStep {
  if (session.kind === "awaiting-hello" || peer.kind !== "token") {
    return ignored(session);
  }
  const refusal = agentRefusal(peer, session.hello.node);
  if (refusal !== undefined) {
    return endedBy(refusal);
  }
  const expiresAt = Math.max(session.expiresAt ?? 0, peer.expiresAt);
  return ignored({ ...session, expiresAt });
}

function onInventory(
  session: WelcomedSession,
  message: InventoryMessage,
  context: SessionContext,
): SessionStep {
  if (session.kind === "draining") {
    return ignored(session);
  }
  if (session.kind !== "awaiting-inventory") {
    return ended("INVALID_ARGUMENT", "An inventory came that was not asked for");
  }
  const entries = new Map(session.entries);
  message.entries.forEach(({ id, version }) => entries.set(id, version));
  if (entries.size > mostInventoryEntries) {
    return ended("INVALID_ARGUMENT", `The inventory has more than ${mostInventoryEntries} entries`);
  }
  return message.last
    ? onWholeInventory({ ...session, entries }, context)
    : ignored({ ...session, entries });
}

function onWholeInventory(session: AwaitingInventory, context: SessionContext): SessionStep {
  const { entries, ...welcomed } = session;
  const ledger = ledgerOfInventory(entries, table(session, context));
  const { digest, held, refused, warnings } = ledger;
  return withEffects(
    [{ kind: "progress", change: { digest, applied: held, refused, warnings } }],
    advance(
      { ...welcomed, kind: "idle", ledger, owed: "word", causedAt: undefined, synced: false },
      context,
    ),
  );
}

function onLook(session: Live, context: SessionContext): SessionStep {
  switch (session.kind) {
    case "awaiting-sources":
      return begin(session, context);
    case "idle":
      return advance(session, context);
    case "in-flight": {
      const wanted = table(session, context);
      const isNew =
        session.causedAt === undefined && wanted.digest !== session.flight.plan.wanted.digest;
      return ignored(isNew ? { ...session, causedAt: wanted.causedAt } : session);
    }
    default:
      return ignored(session);
  }
}

function onTick(session: Live, context: SessionContext): SessionStep {
  const { heartbeatInterval } = context.settings;
  const silence = context.now - Math.max(session.heardAt, context.listeningSince);
  if (silence > patience * heartbeatInterval) {
    return ended("UNAVAILABLE", `Nothing was heard of the agent for ${silence} ms`);
  }
  if (session.kind === "awaiting-hello") {
    return ignored(session);
  }
  if (session.expiresAt !== undefined && context.now > session.expiresAt + expiryPatience) {
    return endedBy(outlived(session.expiresAt));
  }
  if (session.kind === "draining" && context.now > session.until) {
    return ended("UNAVAILABLE", "The agent was asked to go, and stayed");
  }
  // Sources may have caught up without a change of any table.
  const current = session.kind === "awaiting-sources" ? begin(session, context) : ignored(session);
  return heartbeat(current, context);
}

function outlived(expiresAt: number): IdentityRefusal {
  const at = new Date(expiresAt).toISOString();
  return refusal("expired", `The token expired at ${at}, and no good one has come since`);
}

function heartbeat(step: SessionStep, context: SessionContext): SessionStep {
  const { session } = step;
  if (session.kind === "awaiting-hello" || session.kind === "ended") {
    return step;
  }
  // Where the stream is full, a heartbeat more would only lie in our memory.
  const { heartbeatInterval } = context.settings;
  if (context.now - session.heartbeatAt < heartbeatInterval || !context.writable) {
    return step;
  }
  const believed = session.kind === "idle" && session.nonce > 0 ? session.ledger.digest : undefined;
  const send: SessionEffect = {
    kind: "send",
    message: { kind: "heartbeat", digest: believed, watermarks: context.tables.watermarks },
  };
  return withEffects(step.effects, {
    session: { ...session, heartbeatAt: context.now },
    effects: [send],
  });
}

function onDrain(
  session: Live,
  drain: Extract<SessionInput, { kind: "drain" }>,
  context: SessionContext,
): SessionStep {
  const { reason, delay } = drain;
  if (session.kind === "awaiting-hello") {
    return ended("UNAVAILABLE", reason);
  }
  if (session.kind === "draining") {
    return ignored(session);
  }
  const { hello, heardAt, heartbeatAt, inventoryAt, allowance, expiresAt, nonce } = session;
  const pending =
    session.kind === "in-flight" ? { ledger: session.ledger, flight: session.flight } : undefined;
  return {
    session: {
      kind: "draining",
      ...{ hello, heardAt, heartbeatAt, inventoryAt, allowance, expiresAt, nonce, pending },
      until: context.now + delay + patience * context.settings.heartbeatInterval,
    },
    effects: [{ kind: "send", message: { kind: "drain", reason, delay } }],
  };
}
