import { digestOf, emptyDigest, redirectId } from "@localredirect/types";
import type { Digest, FrontendKey, Redirect, RedirectId, Version } from "@localredirect/types";

import type { AppliedRedirect, CompiledRedirect, CompiledTable } from "../node-tables.ts";

/** A redirect that the agent's kernel holds, in this version. */
export interface HeldRedirect extends AppliedRedirect {
  /** Of the same frontend; of the same content where the version is its own. */
  readonly redirect: Redirect;
}

/** A redirect that the agent would not take, in this version. */
export interface RefusedRedirect {
  readonly version: Version;
  readonly message: string;
}

/** What one agent's kernel holds, as far as it has told on this stream. Never written into. */
export interface Ledger {
  readonly held: ReadonlyMap<FrontendKey, HeldRedirect>;
  /** Held by the agent though no table that we know has it: what is left to remove. */
  readonly strays: ReadonlyMap<RedirectId, Version>;
  /** Of everything held, strays included. */
  readonly digest: Digest;
  /** Left out of every batch until the version changes. */
  readonly refused: ReadonlyMap<FrontendKey, RefusedRedirect>;
  readonly warnings: ReadonlyMap<FrontendKey, string>;
}

/** Of an agent that holds nothing. */
export const emptyLedger: Ledger = Object.freeze({
  held: new Map(),
  strays: new Map(),
  digest: emptyDigest,
  refused: new Map(),
  warnings: new Map(),
});

/**
 * The generation of a redirect whose content is not that of the current policy: older than every
 * one that an object can have, as those begin at 1.
 */
const unknownGeneration = 0;

/** Of an agent that holds exactly a table: most do, most of the time, so nothing is copied. */
export function ledgerOfTable(table: CompiledTable): Ledger {
  return { ...emptyLedger, held: table.redirects, digest: table.digest };
}

/** Of an agent that has listed what it holds. */
export function ledgerOfInventory(
  entries: ReadonlyMap<RedirectId, Version>,
  table: CompiledTable,
): Ledger {
  const strays = new Map(entries);
  const held = new Map<FrontendKey, HeldRedirect>();
  for (const [key, compiled] of table.redirects) {
    const id = redirectId(compiled.redirect.frontend);
    const version = entries.get(id);
    if (version !== undefined) {
      held.set(key, heldAs(compiled, version));
      strays.delete(id);
    }
  }
  return { ...emptyLedger, held, strays, digest: digestOf(entries.values()) };
}

/** A wanted redirect as an agent holds it, perhaps in another version. */
export function heldAs(compiled: CompiledRedirect, version: Version): HeldRedirect {
  if (version === compiled.version) return compiled;
  const { redirect, policyUid } = compiled;
  return { redirect, version, generation: unknownGeneration, policyUid };
}
