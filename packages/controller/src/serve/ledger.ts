import {
  addToDigest,
  digestOf,
  emptyDigest,
  redirectId,
  removeFromDigest,
} from "@localredirect/types";
import type {
  AckMessage,
  Digest,
  FrontendKey,
  Redirect,
  RedirectId,
  Version,
} from "@localredirect/types";

import type { AppliedRedirect, CompiledRedirect, CompiledTable } from "../node-tables.ts";
import type { BatchPlan } from "./batch-plan.ts";

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

/** Of an agent that holds exactly a table. */
export function ledgerOfTable(table: CompiledTable): Ledger {
  const held = new Map<FrontendKey, HeldRedirect>();
  for (const [key, compiled] of table.redirects) {
    held.set(key, heldAs(compiled, compiled.version));
  }
  return { ...emptyLedger, held, digest: table.digest };
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

function heldAs(compiled: CompiledRedirect, version: Version): HeldRedirect {
  const generation = version === compiled.version ? compiled.generation : unknownGeneration;
  const { redirect } = compiled;
  return { redirect, version, generation, policyUid: redirect.policy.uid };
}

/** What the agent holds after it has acknowledged a batch. */
export function acknowledge(ledger: Ledger, plan: BatchPlan, ack: AckMessage): Ledger {
  const draft = new LedgerDraft(ledger);
  const refusals = new Map(ack.refused.map((refusal) => [refusal.id, refusal]));
  for (const [key, compiled] of plan.upserts) {
    const id = redirectId(compiled.redirect.frontend);
    const refusal = refusals.get(id);
    if (refusal === undefined) {
      draft.hold(key, id, heldAs(compiled, compiled.version));
    } else {
      draft.refuse(key, id, compiled, `${refusal.code}: ${refusal.message}`);
    }
  }
  plan.removals.forEach((key) => {
    draft.remove(key);
  });
  plan.strays.forEach((id) => {
    draft.removeStray(id);
  });
  draft.warn(ack);
  return draft.finish();
}

/** The next ledger while it is made: copies, which nobody else sees before it is done. */
class LedgerDraft {
  readonly #held: Map<FrontendKey, HeldRedirect>;
  readonly #strays: Map<RedirectId, Version>;
  readonly #refused: Map<FrontendKey, RefusedRedirect>;
  readonly #warnings: Map<FrontendKey, string>;
  #digest: Digest;

  constructor(ledger: Ledger) {
    this.#held = new Map(ledger.held);
    this.#strays = new Map(ledger.strays);
    this.#refused = new Map(ledger.refused);
    this.#warnings = new Map(ledger.warnings);
    this.#digest = ledger.digest;
  }

  hold(key: FrontendKey, id: RedirectId, redirect: HeldRedirect): void {
    this.remove(key);
    this.removeStray(id);
    this.#held.set(key, redirect);
    this.#digest = addToDigest(this.#digest, redirect.version);
  }

  /** An earlier version stays, also one that was a stray: the frontend is wanted now. */
  refuse(key: FrontendKey, id: RedirectId, compiled: CompiledRedirect, message: string): void {
    this.#refused.set(key, { version: compiled.version, message });
    const stray = this.#strays.get(id);
    if (stray !== undefined) {
      this.#strays.delete(id);
      this.#held.set(key, heldAs(compiled, stray));
    }
  }

  remove(key: FrontendKey): void {
    const before = this.#held.get(key);
    if (before !== undefined) {
      this.#digest = removeFromDigest(this.#digest, before.version);
    }
    this.#held.delete(key);
    this.#refused.delete(key);
    this.#warnings.delete(key);
  }

  removeStray(id: RedirectId): void {
    const before = this.#strays.get(id);
    if (before !== undefined) {
      this.#digest = removeFromDigest(this.#digest, before);
      this.#strays.delete(id);
    }
  }

  warn(ack: AckMessage): void {
    if (ack.warnings.length === 0) {
      return;
    }
    const messages = new Map(ack.warnings.map(({ id, message }) => [id, message]));
    for (const [key, { redirect }] of this.#held) {
      const message = messages.get(redirectId(redirect.frontend));
      if (message !== undefined) {
        this.#warnings.set(key, message);
      }
    }
  }

  finish(): Ledger {
    return {
      held: this.#held,
      strays: this.#strays,
      digest: this.#digest,
      refused: this.#refused,
      warnings: this.#warnings,
    };
  }
}
