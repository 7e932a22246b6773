import { redirectId, wireBounds } from "@localredirect/types";
import type { BatchMessage, FrontendKey, Redirect, RedirectId } from "@localredirect/types";

import type { CompiledRedirect, CompiledTable } from "../node-tables.ts";
import type { Ledger } from "./ledger.ts";

/** What one batch is to change. */
export interface BatchPlan {
  readonly upserts: ReadonlyMap<FrontendKey, CompiledRedirect>;
  readonly removals: readonly FrontendKey[];
  readonly strays: readonly RedirectId[];
  /** Nothing else differs: after this batch the agent holds what is wanted, but for refusals. */
  readonly complete: boolean;
  /** What is wanted. */
  readonly wanted: CompiledTable;
}

/** One thing in which the agent's table differs from what is wanted. */
type Difference =
  | { readonly kind: "upsert"; readonly key: FrontendKey; readonly compiled: CompiledRedirect }
  | { readonly kind: "removal"; readonly key: FrontendKey }
  | { readonly kind: "stray"; readonly id: RedirectId };

/**
 * Backends and members in one batch. They take 60 to 150 bytes each, so a batch stays well below
 * the 4 MiB that gRPC receives by default; the bounds of one redirect alone fit, too.
 */
const mostPods = 16_384;

/** The next batch that brings an agent nearer to a table; from the beginning, nothing queued. */
export function planBatch(ledger: Ledger, wanted: CompiledTable): BatchPlan {
  const upserts = new Map<FrontendKey, CompiledRedirect>();
  const removals: FrontendKey[] = [];
  const strays: RedirectId[] = [];
  let pods = 0;
  for (const difference of differences(ledger, wanted)) {
    pods += difference.kind === "upsert" ? podsOf(difference.compiled.redirect) : 0;
    const count = upserts.size + removals.length + strays.length;
    if (count === wireBounds.upserts || (pods > mostPods && count > 0)) {
      return { upserts, removals, strays, complete: false, wanted };
    }
    switch (difference.kind) {
      case "upsert":
        upserts.set(difference.key, difference.compiled);
        break;
      case "removal":
        removals.push(difference.key);
        break;
      case "stray":
        strays.push(difference.id);
        break;
    }
  }
  return { upserts, removals, strays, complete: true, wanted };
}

/** Whether a batch would change nothing. */
export function isEmptyPlan(plan: BatchPlan): boolean {
  return plan.upserts.size + plan.removals.length + plan.strays.length === 0;
}

/** The changes of a batch as the wire has them. */
export function batchChanges(
  plan: BatchPlan,
  ledger: Ledger,
): Pick<BatchMessage, "upserts" | "removals" | "invalid"> {
  const removed = plan.removals.flatMap((key) => {
    const held = ledger.held.get(key);
    return held === undefined ? [] : [redirectId(held.redirect.frontend)];
  });
  return {
    upserts: Array.from(plan.upserts.values(), ({ redirect }) => redirect),
    removals: [...removed, ...plan.strays],
    invalid: [],
  };
}

/** Upserts first: make before break holds across the batches of a change, too. */
function* differences(ledger: Ledger, table: CompiledTable): Generator<Difference> {
  if (ledger.held !== table.redirects) yield* heldDifferences(ledger, table);
  if (ledger.strays.size > 0) yield* strays(ledger, table);
}

function* heldDifferences(ledger: Ledger, table: CompiledTable): Generator<Difference> {
  for (const [key, compiled] of table.redirects) {
    const { version } = compiled;
    if (ledger.held.get(key)?.version !== version && ledger.refused.get(key)?.version !== version) {
      yield { kind: "upsert", key, compiled };
    }
  }
  for (const key of ledger.held.keys()) {
    if (!table.redirects.has(key)) {
      yield { kind: "removal", key };
    }
  }
}

/** A stray whose frontend is wanted by now is replaced by its upsert, and must not be removed. */
function* strays(ledger: Ledger, table: CompiledTable): Generator<Difference> {
  const wanted = new Set<RedirectId>();
  for (const { redirect } of table.redirects.values()) {
    wanted.add(redirectId(redirect.frontend));
  }
  for (const id of ledger.strays.keys()) {
    if (!wanted.has(id)) {
      yield { kind: "stray", id };
    }
  }
}

function podsOf(redirect: Redirect): number {
  return redirect.backends.length + redirect.members.length;
}
