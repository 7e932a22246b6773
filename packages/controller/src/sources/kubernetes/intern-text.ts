import { KeptValues } from "../../kept-values.ts";

/** More than the nodes of a cluster; beyond so many texts one begins to keep anew. */
const mostKept = 16_384;

/**
 * Makes a function that gives one value for all equal texts, such as the names of nodes in a hundred
 * thousand pods: each text that JSON.parse reads is a value of its own.
 */
export function internText(): (text: string) => string {
  const kept = new KeptValues<string>(mostKept);
  return (text) => kept.same(text, text);
}
