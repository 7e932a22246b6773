import type { PodCgroup } from "../datapath/content.ts";

/** Knows the cgroups of pods: what the datapath needs of the node beside its maps. */
export interface PodFinder {
  /**
   * Looks for these pods from now on, by key, with the tokens of which the folder's name holds
   * one. Those that are there can be found when this returns.
   */
  want(pods: ReadonlyMap<string, readonly string[]>): void;

  /** Looks for these pods no longer. */
  forget(keys: Iterable<string>): void;

  /** The cgroup of a wanted pod; undefined: it is not there now. */
  find(key: string): PodCgroup | undefined;

  /** Names of the folders of those cgroups that are there: tokens by which they are found again. */
  namesOf(ids: ReadonlySet<bigint>): ReadonlyMap<bigint, string>;

  /** Whom to tell, by key, which wanted pods' cgroups came, went or are others. One listener. */
  onChange(listener: (keys: ReadonlySet<string>) => void): void;

  /** Ends all watching. */
  close(): void;
}
