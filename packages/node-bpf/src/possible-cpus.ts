import { native } from "./native.ts";
import { attempt } from "./native-call.ts";

/** How many CPUs the machine can have, which is how many values a per-CPU map has for each key. */
export function possibleCpus(): number {
  return attempt("count the possible CPUs", () => native.possibleCpus());
}
