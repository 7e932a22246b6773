import { canonicalSelector, matchesSelector } from "@localredirect/types";
import type { LabelSelector, LocalRedirectPolicy } from "@localredirect/types";

import type { Labels } from "../sources/objects.ts";

/** In `spec.backend.namespaces`: all of them. */
const anyNamespace = "*";

/** Which pods of the cluster a policy selects. */
export interface Selection {
  readonly selector: LabelSelector;
  /** Undefined: pods of all namespaces. */
  readonly namespaces: ReadonlySet<string> | undefined;
  /** Equal for selections that say the same. */
  readonly key: string;
}

/** The pods that a policy's backends and members are taken from. */
export function selectionOf(policy: LocalRedirectPolicy): Selection {
  const { frontend, backend } = policy.spec;
  const ownNamespace = frontend.kind === "service" ? [frontend.namespace] : [anyNamespace];
  const names = backend.namespaces ?? ownNamespace;
  const namespaces = names.includes(anyNamespace) ? undefined : new Set(names);
  const selector = backend.endpointSelector;
  const where = namespaces === undefined ? anyNamespace : [...namespaces].sort().join(",");
  return { selector, namespaces, key: `${where}:${canonicalSelector(selector)}` };
}

/** Whether pods of a namespace with these labels are selected. */
export function selects(
  { selector, namespaces }: Selection,
  pods: { readonly namespace: string; readonly labels: Labels },
): boolean {
  if (namespaces?.has(pods.namespace) === false) return false;
  return matchesSelector(selector, pods.labels);
}
