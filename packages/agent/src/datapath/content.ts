import type { Frontend, PolicyReference, RedirectId, Version } from "@localredirect/types/tables";
import type { Backend } from "./destination.ts";

/** A pod's cgroup, as the programs recognise it. */
export interface PodCgroup {
  readonly id: bigint;
  /** How many levels below the root of cgroup v2 it is; at least 1. */
  readonly level: number;
}

/** A redirect as it is to stand in the kernel: what a policy says, with pods turned into cgroups. */
export interface Content {
  readonly id: RedirectId;
  readonly frontend: Frontend;
  readonly policy: PolicyReference;
  readonly version: Version;
  readonly redirectSelf: boolean;
  /** At most MAX_BACKENDS. */
  readonly backends: readonly Backend[];
  /** Distinct, in the order of their ids, on at most MEMBER_LEVELS levels. */
  readonly cgroups: readonly PodCgroup[];
  /** Some pod's cgroup was not found, so that the redirect must be armed again. */
  readonly membersMissing: boolean;
}
