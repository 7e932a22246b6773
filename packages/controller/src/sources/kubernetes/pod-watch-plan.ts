import { canonicalSelector } from "@localredirect/types";
import type { LabelSelector } from "@localredirect/types";

import type { Selection } from "../../state/selection.ts";

/** Pods that are listed and watched together. */
export interface PodWatch {
  /** Undefined: of all namespaces. */
  readonly namespace: string | undefined;
  /** In the API's syntax, canonical. Empty: all pods there, whatever their labels. */
  readonly selector: string;
}

/** Equal for watches that are the same. */
export type PodWatchKey = string;

/**
 * A namespace with more selectors than this is watched without one: each event is compared with each
 * selector on the API server, and each watch is a connection.
 */
const mostSelectors = 32;

/** A policy that names more namespaces is served by a watch of all. */
const mostNamespaces = 8;

/** With more watches, all pods of the cluster are watched at once. */
const mostWatches = 128;

/** A longer selector may not fit into a request's line; proxies have a bound of 4 to 8 KiB. */
const longestSelector = 2048;

/** The watches that bring all pods that some policies select. */
export function planPodWatches(
  selections: Iterable<Selection>,
): ReadonlyMap<PodWatchKey, PodWatch> {
  const scopes = new Map<string | undefined, Set<string>>();
  for (const selection of selections) {
    for (const { namespace, selector } of wantedWatches(selection)) {
      scopes.set(namespace, (scopes.get(namespace) ?? new Set()).add(selector));
    }
  }
  const everywhere = thin(scopes.get(undefined) ?? new Set());
  if (everywhere.has("")) return keyed([allPods]);
  const watches = [...scopes].flatMap(([namespace, selectors]) => {
    const isNeeded = (selector: string): boolean =>
      namespace === undefined || !everywhere.has(selector);
    const needed = new Set([...selectors].filter(isNeeded));
    return [...thin(needed)].map((selector): PodWatch => ({ namespace, selector }));
  });
  return keyed(watches.length > mostWatches ? [allPods] : watches);
}

/** Whether watches of which some have been listed bring all pods of a selection. */
export function isCovered(selection: Selection, isListed: (key: PodWatchKey) => boolean): boolean {
  return wantedWatches(selection).every(({ namespace, selector }) =>
    [
      { namespace, selector },
      { namespace, selector: "" },
      { namespace: undefined, selector },
      allPods,
    ].some((watch) => isListed(keyOfWatch(watch))),
  );
}

/** The key of a watch, which is also its name for people. */
export function keyOfWatch({ namespace, selector }: PodWatch): PodWatchKey {
  const where = namespace === undefined ? "of all namespaces" : `of namespace ${namespace}`;
  return selector === "" ? `pods ${where}` : `pods ${where} with ${selector}`;
}

const allPods: PodWatch = { namespace: undefined, selector: "" };

/** What a selection would have if it were alone. */
function wantedWatches({ selector, namespaces }: Selection): readonly PodWatch[] {
  const text = filterOf(selector);
  if (namespaces === undefined || namespaces.size > mostNamespaces) {
    return [{ namespace: undefined, selector: text }];
  }
  return [...namespaces].map((namespace) => ({ namespace, selector: text }));
}

/** Empty for a selector that leaves most pods in, so that it is not worth a watch. */
function filterOf(selector: LabelSelector): string {
  const isPositive =
    Object.keys(selector.matchLabels).length > 0 ||
    selector.matchExpressions.some(({ operator }) => operator === "In" || operator === "Exists");
  const text = canonicalSelector(selector);
  return isPositive && text.length <= longestSelector ? text : "";
}

function thin(selectors: ReadonlySet<string>): ReadonlySet<string> {
  return selectors.has("") || selectors.size > mostSelectors ? new Set([""]) : selectors;
}

function keyed(watches: readonly PodWatch[]): ReadonlyMap<PodWatchKey, PodWatch> {
  return new Map(watches.map((watch) => [keyOfWatch(watch), watch]));
}
