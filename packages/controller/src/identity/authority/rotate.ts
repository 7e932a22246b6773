import type { Authority, RotationTimes } from "./authority.ts";
import type { AuthorityStore, Stored } from "./authority-store.ts";
import { planRotation } from "./rotation-plan.ts";
import type { RotationAction } from "./rotation-plan.ts";

/** What rotating works with. */
export interface RotateOptions {
  readonly store: AuthorityStore;
  readonly times: RotationTimes;
  readonly makeAuthority: (now: number, times: RotationTimes) => Promise<Authority>;
  readonly onAction: (action: RotationAction["kind"]) => void;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** A rotation has four steps; with others at it at the same time some are begun again. */
const mostSteps = 50;

/** Controllers hinder each other without end, or something else writes what they write. */
export class RotationError extends Error {
  override readonly name = "RotationError";
}

/**
 * Does what there is to do, one step after the other, and returns the authorities as they then are.
 *
 * @throws RotationError when that has no end, and what the store throws
 */
export async function rotate(
  options: RotateOptions,
  signal: AbortSignal,
): Promise<readonly Authority[]> {
  const { store, times, onAction } = options;
  for (let step = 0; step < mostSteps; step += 1) {
    // In this order: an authority that the bundle has and the Secret has not is then one that was
    // retired, never one that was made in between.
    const bundle = await store.readBundle(signal);
    const authorities = await store.readAuthorities(signal);
    const state = { authorities: authorities.value, bundle: bundle.value };
    const action = planRotation(state, options.now(), times);
    if (action.kind === "nothing") return authorities.value;
    const read = { authorities, bundleVersion: bundle.version };
    if (await perform(action, read, options, signal)) onAction(action.kind);
  }
  throw new RotationError(
    `The authorities are not settled after ${mostSteps} steps; something else may be writing them`,
  );
}

interface Read {
  readonly authorities: Stored<readonly Authority[]>;
  readonly bundleVersion: string | undefined;
}

async function perform(
  action: Exclude<RotationAction, { kind: "nothing" }>,
  { authorities, bundleVersion }: Read,
  { store, times, now, makeAuthority }: RotateOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { version } = authorities;
  switch (action.kind) {
    case "create": {
      const value = [...authorities.value, await makeAuthority(now(), times)];
      return store.replaceAuthorities({ value, version }, signal);
    }
    case "publish":
      return store.replaceBundle({ value: action.bundle, version: bundleVersion }, signal);
    case "record":
    case "retire":
      return store.replaceAuthorities({ value: action.authorities, version }, signal);
  }
}
