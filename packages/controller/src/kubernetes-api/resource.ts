import type { Reading } from "../reading.ts";
import type { ObjectKey } from "../object-key.ts";

/** Objects of one kind that are followed together: where they are asked for, and what they become. */
export interface Resource<T> {
  /** For people: `pods with app in (web)`. */
  readonly name: string;
  /** As `/api/v1/pods`. */
  readonly path: string;
  /** Undefined: all. */
  readonly labelSelector: string | undefined;
  /** Cuts an object, as parsed from JSON, down to what is in use. */
  read(value: unknown, identity: ObjectIdentity): Reading<T>;
}

/** Which object it is. */
export interface ObjectIdentity {
  /** Undefined: its kind has none. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
}

/** How many objects a page has: of pods it is 8 MB of JSON, which takes 50 ms to parse. */
const pageSize = 500;

/**
 * The path of a list's page. Without a revision it is a consistent read, never behind what anybody
 * has seen before; since Kubernetes 1.31 it costs etcd nothing.
 */
export function listPath(resource: Resource<unknown>, continueToken: string | undefined): string {
  const query = queryOf(resource);
  query.set("limit", String(pageSize));
  if (continueToken !== undefined) query.set("continue", continueToken);
  return `${resource.path}?${query.toString()}`;
}

/** The path of a watch of what happens after a revision, for some seconds. */
export function watchPath(resource: Resource<unknown>, revision: number, seconds: number): string {
  const query = queryOf(resource);
  query.set("watch", "1");
  query.set("allowWatchBookmarks", "true");
  query.set("resourceVersion", String(revision));
  query.set("timeoutSeconds", String(seconds));
  return `${resource.path}?${query.toString()}`;
}

/** The path of the shortest list, a consistent read that shows how far the API is. */
export function revisionPath({ path }: Resource<unknown>): string {
  // Without the selector: the first object will do, and nobody looks for one that matches.
  return `${path}?limit=1`;
}

function queryOf({ labelSelector }: Resource<unknown>): URLSearchParams {
  return new URLSearchParams(labelSelector === undefined ? {} : { labelSelector });
}

/** The key of an object. */
export function keyOf({ namespace, name }: ObjectIdentity): ObjectKey {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
