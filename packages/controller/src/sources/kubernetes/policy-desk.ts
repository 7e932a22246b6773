import { isDeepStrictEqual } from "node:util";

import type { LocalRedirectPolicy } from "@localredirect/types";

import { selectionOf } from "../../state/selection.ts";
import type { Selection } from "../../state/selection.ts";
import type { ObjectChange, PolicyObject } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import { admitPolicy } from "./admit-policy.ts";
import type { StoredPolicy } from "./stored-policy.ts";

/** Which policies there are, and what is in force of each. */
export class PolicyDesk {
  readonly #stored = new Map<string, StoredPolicy>();
  readonly #admitted = new Map<string, PolicyObject>();
  /** Those to be looked at: they have changed, or wait. */
  readonly #open = new Set<string>();

  /** Takes a policy's newest state. Undefined: it is gone. */
  set(name: string, stored: StoredPolicy | undefined): void {
    if (stored === undefined) this.#stored.delete(name);
    else this.#stored.set(name, stored);
    this.#open.add(name);
  }

  /** Some policy's newest state is not in force yet, though valid. */
  get waiting(): boolean {
    return this.#open.size > 0;
  }

  /** The pods that are selected by what is in force and by what is to be. */
  *selections(): Generator<Selection, void> {
    for (const { policy } of this.#admitted.values()) {
      if (policy?.spec.enabled === true) yield selectionOf(policy);
    }
    for (const { reading } of this.#stored.values()) {
      if (reading.ok && reading.policy.spec.enabled) yield selectionOf(reading.policy);
    }
  }

  /** Decides anew what is in force; returns what changes by it. */
  review(covers: (selection: Selection) => boolean): readonly ObjectChange[] {
    const isListed = (policy: LocalRedirectPolicy): boolean =>
      !policy.spec.enabled || covers(selectionOf(policy));
    return [...this.#open].flatMap((name) => this.#reviewOne(name, isListed) ?? []);
  }

  /** What is wrong with the policies. */
  problems(): readonly SourceProblem[] {
    return [...this.#admitted.values()].flatMap(({ problems }) => problems);
  }

  #reviewOne(
    name: string,
    isListed: (policy: LocalRedirectPolicy) => boolean,
  ): ObjectChange | undefined {
    const kind = "LocalRedirectPolicy";
    const stored = this.#stored.get(name);
    const before = this.#admitted.get(name);
    if (stored === undefined) {
      this.#open.delete(name);
      this.#admitted.delete(name);
      return before === undefined ? undefined : { kind, key: name, object: undefined };
    }
    const object = admitPolicy(stored, before, isListed);
    if (object.waiting === undefined) this.#open.delete(name);
    if (isDeepStrictEqual(before, object)) return undefined;
    this.#admitted.set(name, object);
    return { kind, key: name, object };
  }
}
