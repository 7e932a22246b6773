import { matchesSelector } from "@localredirect/types";
import type { LocalRedirectPolicy } from "@localredirect/types";

import type { Labels } from "../sources/objects.ts";

/**
 * Whether a policy works on a node with these labels. Where they are not known, as there is no Node
 * object, only a policy that asks nothing of them works.
 */
export function worksOn(policy: LocalRedirectPolicy, labels: Labels | undefined): boolean {
  const selector = policy.spec.config.nodeLabelSelector;
  if (selector === undefined) return true;
  if (labels !== undefined) return matchesSelector(selector, labels);
  return Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
}
