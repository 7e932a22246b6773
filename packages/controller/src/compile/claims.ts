import type { FrontendKey } from "@localredirect/types";

import type { CompiledPolicy } from "./compiled-policy.ts";
import { comparePrecedence } from "./precedence.ts";

/** Whether the policy of a name works on the node in question. */
export type WorksHere = (policy: string) => boolean;

/** What one policy lost on a node, and to whom. */
export interface Loss {
  /** The frontend; undefined: the service id, and with it everything. */
  readonly key: FrontendKey | undefined;
  /** The winner's name. */
  readonly winner: string;
}

/**
 * Who claims which frontends and which ids. On each node, the oldest of those that work there owns
 * what several claim; a policy that does not own its id owns nothing.
 */
export class Claims {
  readonly #policies = new Map<string, CompiledPolicy>();
  readonly #byFrontend = new Map<FrontendKey, readonly CompiledPolicy[]>();
  readonly #byId = new Map<number, readonly CompiledPolicy[]>();

  /**
   * Takes what a policy claims from now on; undefined: nothing. Returns the other policies that may
   * own more or less by that.
   */
  set(name: string, after: CompiledPolicy | undefined): ReadonlySet<string> {
    const before = this.#policies.get(name);
    const affected = new Set<string>();
    if (before !== undefined) {
      this.#addRivals(before, affected);
      this.#withdraw(before);
    }
    if (after !== undefined) {
      this.#claim(after);
      this.#addRivals(after, affected);
    }
    affected.delete(name);
    return affected;
  }

  /** The policy that owns a frontend on a node. Undefined: none that works there claims it. */
  owner(key: FrontendKey, works: WorksHere): string | undefined {
    const claimants = this.#byFrontend.get(key) ?? [];
    return claimants
      .map(nameOf)
      .find((name) => works(name) && this.#idWinner(name, works) === name);
  }

  /** Whether another policy claims one of a policy's frontends, or its id. */
  isContested(name: string): boolean {
    const policy = this.#policies.get(name);
    if (policy === undefined) return false;
    const mates = this.#byId.get(policy.reference.id)?.length ?? 0;
    return mates > 1 || policy.frontends.some(({ key }) => this.#isShared(key));
  }

  /** What a policy, which works on a node, does not own there though it claims it. */
  losses(name: string, works: WorksHere): readonly Loss[] {
    const policy = this.#policies.get(name);
    if (policy === undefined) return [];
    const holder = this.#idWinner(name, works);
    if (holder !== undefined && holder !== name) return [{ key: undefined, winner: holder }];
    const losses: Loss[] = [];
    for (const { key } of policy.frontends) {
      if (!this.#isShared(key)) continue;
      const winner = this.owner(key, works);
      if (winner !== undefined && winner !== name) losses.push({ key, winner });
    }
    return losses;
  }

  #isShared(key: FrontendKey): boolean {
    return (this.#byFrontend.get(key)?.length ?? 0) > 1;
  }

  #idWinner(name: string, works: WorksHere): string | undefined {
    const id = this.#policies.get(name)?.reference.id;
    const claimants = id === undefined ? [] : (this.#byId.get(id) ?? []);
    return claimants.length === 1 ? name : claimants.map(nameOf).find(works);
  }

  #claim(policy: CompiledPolicy): void {
    this.#policies.set(nameOf(policy), policy);
    insert(this.#byId, policy.reference.id, policy);
    for (const { key } of policy.frontends) insert(this.#byFrontend, key, policy);
  }

  #withdraw(policy: CompiledPolicy): void {
    this.#policies.delete(nameOf(policy));
    remove(this.#byId, policy.reference.id, policy);
    for (const { key } of policy.frontends) remove(this.#byFrontend, key, policy);
  }

  /** Rivals for its frontends; rivals for its id, and, as those gain or lose all, their rivals. */
  #addRivals(policy: CompiledPolicy, rivals: Set<string>): void {
    for (const mate of this.#byId.get(policy.reference.id) ?? []) {
      for (const { key } of mate.frontends) {
        for (const rival of this.#byFrontend.get(key) ?? []) rivals.add(nameOf(rival));
      }
      rivals.add(nameOf(mate));
    }
  }
}

function nameOf(policy: CompiledPolicy): string {
  return policy.reference.name;
}

function insert<K>(
  claims: Map<K, readonly CompiledPolicy[]>,
  key: K,
  policy: CompiledPolicy,
): void {
  const claimants = [...(claims.get(key) ?? []), policy];
  claims.set(
    key,
    claimants.sort((a, b) => comparePrecedence(a.policy, b.policy)),
  );
}

function remove<K>(
  claims: Map<K, readonly CompiledPolicy[]>,
  key: K,
  policy: CompiledPolicy,
): void {
  const claimants = (claims.get(key) ?? []).filter((claimant) => claimant !== policy);
  if (claimants.length === 0) claims.delete(key);
  else claims.set(key, claimants);
}
