import { KeptValues } from "../../kept-values.ts";
import type { Labels } from "../objects.ts";

/** The pods of one workload share their labels; beyond so many sets one begins to keep anew. */
const mostKept = 4096;

/**
 * Makes a function that gives one value for all equal labels, so that a hundred thousand pods do not
 * hold as many copies.
 */
export function internLabels(): (labels: Labels) => Labels {
  const kept = new KeptValues<Labels>(mostKept);
  return (labels) => kept.same(JSON.stringify(labels), labels);
}
