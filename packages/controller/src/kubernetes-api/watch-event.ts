import { z } from "zod";

import { ApiError } from "./api-connection.ts";
import { errorOfEvent } from "./api-status.ts";
import { parseRevision } from "./revision.ts";

/** What a watch says at one moment. */
export type WatchEvent =
  /** An object as it is now. */
  | { readonly kind: "present"; readonly object: unknown; readonly revision: number }
  /** An object as it was last: it is deleted, or the watch's selector no longer means it. */
  | { readonly kind: "absent"; readonly object: unknown; readonly revision: number }
  /** All up to this revision has been said. */
  | { readonly kind: "bookmark"; readonly revision: number };

const schema = z.object({
  type: z.enum(["ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR"]),
  object: z.unknown(),
});

const metadataSchema = z.object({ metadata: z.object({ resourceVersion: z.string() }) });

/**
 * Reads a line of a watch.
 *
 * @throws {ApiError} what an event of type ERROR says, or `malformed`
 */
export function parseWatchEvent(line: string): WatchEvent {
  const parsed = schema.safeParse(parse(line));
  if (!parsed.success) throw new ApiError("malformed", "An event of a watch is of no known type");
  const { type, object } = parsed.data;
  if (type === "ERROR") throw errorOfEvent(object);
  const revision = parseRevision(metadataSchema.safeParse(object).data?.metadata.resourceVersion);
  if (revision === undefined)
    throw new ApiError("malformed", "An event of a watch has no revision");
  if (type === "BOOKMARK") return { kind: "bookmark", revision };
  return { kind: type === "DELETED" ? "absent" : "present", object, revision };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    throw new ApiError("malformed", "An event of a watch is no JSON", { cause: error });
  }
}
