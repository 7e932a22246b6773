import { z } from "zod";

import { ApiError } from "./api-connection.ts";
import type { StoredObject } from "./object-store.ts";
import { keyOf } from "./resource.ts";
import type { ObjectIdentity, Resource } from "./resource.ts";
import { parseRevision } from "./revision.ts";

const schema = z.object({
  metadata: z.object({
    namespace: z.string().optional(),
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
  }),
});

/** An object of the API: which it is, and, where it can be read, what it says. */
export interface Item<T> extends Omit<StoredObject<T>, "object"> {
  /** Undefined: it cannot be read. */
  readonly object: T | undefined;
  /** What of it cannot be read. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Reads an object of a list or a watch.
 *
 * @throws {ApiError} `malformed` when it cannot be told which object it is
 */
export function readItem<T>(resource: Resource<T>, value: unknown): Item<T> {
  const { revision, ...identity } = readIdentity(value);
  const reading = resource.read(value, identity);
  const { uid } = identity;
  const which = { key: keyOf(identity), uid, revision };
  return reading.ok
    ? { ...which, object: reading.object, problems: [] }
    : { ...which, object: undefined, problems: reading.problems };
}

/**
 * Reads only which object it is.
 *
 * @throws {ApiError} `malformed` when that cannot be told
 */
export function readIdentity(value: unknown): ObjectIdentity & { readonly revision: number } {
  const parsed = schema.safeParse(value);
  const revision = parseRevision(parsed.data?.metadata.resourceVersion);
  if (!parsed.success || revision === undefined) {
    throw new ApiError("malformed", "An object has no name, uid or revision");
  }
  const { namespace, name, uid } = parsed.data.metadata;
  return { namespace, name, uid, revision };
}
