import { verdictNumbers } from "./generated/layout.ts";

/** Names of `enum verdict` in bpf/layout.h, as metrics and events show them. */
export type Verdict =
  | "redirected"
  | "no_backend"
  | "backend_dead"
  | "self"
  | "over_limit"
  | "no_room"
  | "not_selected"
  | "dry_run";

/** Makes a value for each verdict from the number that it has in the kernel. */
export function verdictRecord<Value>(make: (number: number) => Value): Record<Verdict, Value> {
  return {
    redirected: make(verdictNumbers.VERDICT_REDIRECTED),
    no_backend: make(verdictNumbers.VERDICT_NO_BACKEND),
    backend_dead: make(verdictNumbers.VERDICT_BACKEND_DEAD),
    self: make(verdictNumbers.VERDICT_SELF),
    over_limit: make(verdictNumbers.VERDICT_OVER_LIMIT),
    no_room: make(verdictNumbers.VERDICT_NO_ROOM),
    not_selected: make(verdictNumbers.VERDICT_NOT_SELECTED),
    dry_run: make(verdictNumbers.VERDICT_DRY_RUN),
  };
}
