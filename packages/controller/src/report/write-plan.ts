import { isDeepStrictEqual } from "node:util";

import type { PolicyStatus } from "@localredirect/types";

import type { StoredStatus } from "./policy-api.ts";
import { settleStatus } from "./settle-status.ts";
import { statusObject } from "./status-object.ts";
import type { StatusObject } from "./status-object.ts";

/** What is to be done about one policy's status in the API. */
export type WritePlan =
  /** It says what we say, or is not ours to write. */
  | { readonly kind: "nothing" }
  /** It was said of a generation that we have not read yet: whoever said it knows more. */
  | { readonly kind: "behind" }
  /** The API holds another policy of this name, or none, as far as we know: it is to be asked. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "write";
      readonly uid: string;
      readonly revision: number;
      readonly before: StatusObject | undefined;
      readonly next: StatusObject;
      /** Nothing but counts of nodes and backends, and messages of conditions, has changed. */
      readonly isCount: boolean;
    };

/** Compares what we say of a policy with what the API holds. `stored` undefined: nothing. */
export function planWrite(
  wanted: PolicyStatus,
  stored: StoredStatus | undefined,
  isHolding: boolean,
): WritePlan {
  // Those of a file are in no API.
  if (wanted.origin !== "") return { kind: "nothing" };
  const { uid, generation } = wanted;
  // What an object of the same name had, which is gone, says nothing of this one.
  if (stored?.uid !== uid) return { kind: "unknown" };
  const { status: before, revision } = stored;
  if ((before?.observedGeneration ?? 0) > generation) return { kind: "behind" };
  const next = settleStatus(statusObject(wanted), before, isHolding);
  return isDeepStrictEqual(next, before)
    ? { kind: "nothing" }
    : { kind: "write", uid, revision, before, next, isCount: differInCount(next, before) };
}

function differInCount(next: StatusObject, before: StatusObject | undefined): boolean {
  return before !== undefined && isDeepStrictEqual(withoutCounts(next), withoutCounts(before));
}

function withoutCounts({ conditions, ...status }: StatusObject): object {
  return {
    ...status,
    nodes: undefined,
    backends: undefined,
    conditions: conditions.map((condition) => ({ ...condition, message: "" })),
  };
}
