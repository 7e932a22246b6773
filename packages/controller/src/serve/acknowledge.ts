import { addToDigest, redirectId, removeFromDigest } from "@localredirect/types";
import type { AckMessage, Digest, FrontendKey, RedirectId, Version } from "@localredirect/types";

import type { BatchPlan } from "./batch-plan.ts";
import { heldAs, ledgerOfTable } from "./ledger.ts";
import type { HeldRedirect, Ledger, RefusedRedirect } from "./ledger.ts";

/** What the agent holds after it has acknowledged a batch. */
export function acknowledge(ledger: Ledger, plan: BatchPlan, ack: AckMessage): Ledger {
  if (plan.complete && isPlain(ledger, ack)) return ledgerOfTable(plan.wanted);
  const draft = new LedgerDraft(ledger);
  const refused = refusedKeys(plan, ack);
  for (const [key, compiled] of plan.upserts) {
    const message = refused.get(key);
    if (message === undefined) {
      draft.hold(key, heldAs(compiled, compiled.version));
    } else {
      draft.refuse(key, { version: compiled.version, message });
    }
  }
  plan.removals.forEach((key) => {
    draft.remove(key);
  });
  plan.strays.forEach((id) => {
    draft.removeStray(id);
  });
  draft.claimStrays(plan, refused);
  draft.warn(ack);
  return draft.finish();
}

/** Nothing is left out of the table, and there is nothing else to say of it. */
function isPlain({ refused, warnings }: Ledger, ack: AckMessage): boolean {
  return refused.size + warnings.size + ack.refused.length + ack.warnings.length === 0;
}

/** Messages of what was refused. Ids are hashes, and computed only where one is named. */
function refusedKeys(plan: BatchPlan, ack: AckMessage): ReadonlyMap<FrontendKey, string> {
  const refused = new Map<FrontendKey, string>();
  if (ack.refused.length === 0) {
    return refused;
  }
  const refusals = new Map(ack.refused.map((refusal) => [refusal.id, refusal]));
  for (const [key, { redirect }] of plan.upserts) {
    const refusal = refusals.get(redirectId(redirect.frontend));
    if (refusal !== undefined) {
      refused.set(key, `${refusal.code}: ${refusal.message}`);
    }
  }
  return refused;
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

  hold(key: FrontendKey, redirect: HeldRedirect): void {
    this.remove(key);
    this.#held.set(key, redirect);
    this.#digest = addToDigest(this.#digest, redirect.version);
  }

  /** An earlier version stays. */
  refuse(key: FrontendKey, refused: RefusedRedirect): void {
    this.#refused.set(key, refused);
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

  /**
   * Strays whose frontends have become wanted: replaced, or, where the upsert was refused, the
   * earlier version that stays.
   */
  claimStrays(plan: BatchPlan, refused: ReadonlyMap<FrontendKey, string>): void {
    if (this.#strays.size === 0) {
      return;
    }
    for (const [key, compiled] of plan.upserts) {
      const id = redirectId(compiled.redirect.frontend);
      const version = this.#strays.get(id);
      if (version !== undefined && refused.has(key)) {
        this.#strays.delete(id);
        this.#held.set(key, heldAs(compiled, version));
      } else {
        this.removeStray(id);
      }
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
