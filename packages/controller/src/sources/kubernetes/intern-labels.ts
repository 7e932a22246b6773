import type { Labels } from "../objects.ts";

/** The pods of one workload share their labels; beyond so many sets one begins to keep anew. */
const mostKept = 4096;

/**
 * Makes a function that gives one value for all equal labels, so that a hundred thousand pods do not
 * hold as many copies.
 */
export function internLabels(): (labels: Labels) => Labels {
  const kept = new Map<string, Labels>();
  return (labels) => {
    const text = JSON.stringify(labels);
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, labels);
    return labels;
  };
}
