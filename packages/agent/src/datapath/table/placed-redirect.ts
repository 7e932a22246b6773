import type { HeldRedirect } from "../datapath.ts";
import type { Run } from "./free-runs.ts";

/** Where a redirect stands in the kernel's maps. */
export interface Placement {
  /** In `redirects`; also the number of its set in `members`. */
  readonly slot: number;
  /** In `counters`. */
  readonly counters: number;
  /** In `endpoints`. */
  readonly frontendEndpoint: number;
  /** In `endpoints`, one for each backend. */
  readonly backendEndpoints: readonly number[];
  /** In `server_states`, one for each backend; 0: nobody watches it. */
  readonly servers: readonly number[];
  /** In `backend_lists`; undefined: the backends are inside the redirect. */
  readonly backendList: Run | undefined;
  /** Cgroups that are in `members`, because the redirect has no room for them. */
  readonly moreMembers: readonly bigint[];
}

/** A redirect that the programs can find. */
export interface PlacedRedirect extends HeldRedirect {
  readonly redirectSelf: boolean;
  /** Cgroups of all of its members that were found, in their order. */
  readonly cgroups: readonly bigint[];
  readonly membersMissing: boolean;
  readonly placement: Placement;
}

/** What programs can no longer find, but may still be reading: to be reused after they ended. */
export interface RetiredPlaces {
  readonly slot: number;
  /** Undefined: the frontend's next content goes on counting there. */
  readonly counters: number | undefined;
  readonly endpoints: readonly number[];
  readonly servers: readonly number[];
  readonly backendList: Run | undefined;
  readonly moreMembers: readonly bigint[];
}

/** All places of a redirect in `endpoints`, with repetitions. */
export function endpointsOf({ frontendEndpoint, backendEndpoints }: Placement): readonly number[] {
  return [frontendEndpoint, ...backendEndpoints];
}
