import { emptyDigest } from "@localredirect/types";
import type { BatchMessage } from "@localredirect/types";

import type { CompiledTable } from "../node-tables.ts";
import { batchChanges, isEmptyPlan, planBatch } from "./batch-plan.ts";
import type { BatchPlan } from "./batch-plan.ts";
import { emptyLedger, ledgerOfTable } from "./ledger.ts";
import type { Ledger } from "./ledger.ts";
import type {
  AwaitingSources,
  Idle,
  Owed,
  Session,
  SessionContext,
  SessionEffect,
  SessionStep,
} from "./session-state.ts";
import { ignored, withEffects } from "./session-steps.ts";
import { sourceBehind } from "./watermarks.ts";

/** The table that a session's node should have now. */
export function table(
  session: Exclude<Session, { kind: "awaiting-hello" | "ended" }>,
  context: SessionContext,
): CompiledTable {
  return context.tables.table(session.hello.node);
}

/**
 * Begins to serve once every source is listed and none is behind what the agent has seen: a table
 * from an older view than the agent's would take working redirects away.
 */
export function begin(session: AwaitingSources, context: SessionContext): SessionStep {
  const { ready, watermarks } = context.tables;
  if (!ready) {
    return ignored(session);
  }
  const seen = session.hello.watermarks;
  if (sourceBehind(watermarks, seen) !== undefined) {
    return { session, effects: [{ kind: "behind", seen }] };
  }
  const wanted = table(session, context);
  const { digest } = session.hello;
  if (digest === wanted.digest) {
    return follow(session, context, { ledger: ledgerOfTable(wanted), owed: "word" });
  }
  return digest === emptyDigest
    ? follow(session, context, { ledger: emptyLedger, owed: "snapshot" })
    : requestInventory(session, context);
}

function follow(
  session: AwaitingSources,
  context: SessionContext,
  known: { readonly ledger: Ledger; readonly owed: Owed },
): SessionStep {
  const { digest, held, refused, warnings } = known.ledger;
  return withEffects(
    [{ kind: "progress", change: { digest, applied: held, refused, warnings } }],
    advance({ ...session, kind: "idle", ...known, causedAt: undefined, synced: false }, context),
  );
}

/** Asks what the agent holds, at most once per heartbeat. */
export function requestInventory(
  session: AwaitingSources | Idle,
  context: SessionContext,
): SessionStep {
  const { now, settings } = context;
  const { hello, heardAt, heartbeatAt, inventoryAt, allowance, expiresAt, nonce } = session;
  if (inventoryAt !== undefined && now - inventoryAt < settings.heartbeatInterval) {
    // The agent's next heartbeat shows whether the two still differ.
    return session.kind === "idle" ? advance(session, context) : ignored(session);
  }
  const effects: SessionEffect[] = [{ kind: "send", message: { kind: "inventory-request" } }];
  return {
    session: {
      kind: "awaiting-inventory",
      ...{ hello, heardAt, heartbeatAt, allowance, expiresAt, nonce },
      inventoryAt: now,
      entries: new Map(),
    },
    effects: session.kind === "idle" ? [{ kind: "diverged" }, ...effects] : effects,
  };
}

/** Sends the next batch if there is anything to say, and room to say it. */
export function advance(session: Idle, context: SessionContext): SessionStep {
  const wanted = table(session, context);
  const synced = session.ledger.digest === wanted.digest;
  const noted = noteSync({ ...session, synced }, session.synced, context.now);
  const plan = planBatch(session.ledger, wanted);
  const isSaid = session.owed === "nothing" && isEmptyPlan(plan);
  if (isSaid || !context.writable) {
    return noted;
  }
  const message = batchMessage(session, plan, wanted, context);
  return withEffects(noted.effects, {
    session: {
      ...session,
      kind: "in-flight",
      synced,
      nonce: message.nonce,
      causedAt: undefined,
      flight: { plan, causedAt: message.causedAt },
    },
    effects: [{ kind: "send", message }],
  });
}

/** Until when a node held what was wanted is known when it begins and when it ends. */
function noteSync(session: Idle, before: boolean, now: number): SessionStep {
  return before !== session.synced
    ? { session, effects: [{ kind: "progress", change: { syncedAt: now } }] }
    : ignored(session);
}

function batchMessage(
  session: Idle,
  plan: BatchPlan,
  wanted: CompiledTable,
  context: SessionContext,
): BatchMessage {
  const { owed, ledger, nonce, causedAt } = session;
  const isSnapshot = owed === "snapshot" || owed === "snapshot-rest";
  return {
    kind: "batch",
    nonce: nonce + 1,
    ...batchChanges(plan, ledger),
    snapshotBegin: owed === "snapshot",
    snapshotEnd: isSnapshot && plan.complete,
    digest: plan.complete ? wanted.digest : undefined,
    watermarks: context.tables.watermarks,
    // A stream's beginning has no event for its cause, and would count for hours of latency.
    causedAt: causedAt ?? (owed === "nothing" ? wanted.causedAt : undefined),
  };
}
