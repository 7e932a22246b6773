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
  | {
      readonly kind: "write";
      readonly uid: string;
      readonly before: StatusObject | undefined;
      readonly next: StatusObject;
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
  const before = stored?.uid === uid ? stored.status : undefined;
  if ((before?.observedGeneration ?? 0) > generation) return { kind: "behind" };
  const next = settleStatus(statusObject(wanted), before, isHolding);
  return isDeepStrictEqual(next, before)
    ? { kind: "nothing" }
    : { kind: "write", uid, before, next };
}
