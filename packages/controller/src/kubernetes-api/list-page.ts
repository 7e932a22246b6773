import { z } from "zod";

import { ApiError } from "./api-connection.ts";
import { parseRevision } from "./revision.ts";

/** One page of a list. */
export interface ListPage {
  /** The revision that the whole list is of. */
  readonly revision: number;
  /** What the next page is asked for with. Undefined: this is the last one. */
  readonly continueToken: string | undefined;
  /** As parsed from JSON. */
  readonly items: readonly unknown[];
}

const schema = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.string().optional() }),
  // A list without items may say null.
  items: z.array(z.unknown()).nullish(),
});

/**
 * Reads the answer to a list.
 *
 * @throws {ApiError} `malformed`
 */
export function parseListPage(text: string): ListPage {
  const parsed = schema.safeParse(parse(text));
  const revision = parseRevision(parsed.data?.metadata.resourceVersion);
  if (!parsed.success || revision === undefined) {
    throw new ApiError("malformed", "The answer to a list is none: it has no items or no revision");
  }
  const { metadata, items } = parsed.data;
  const next = metadata.continue;
  return { revision, continueToken: next === "" ? undefined : next, items: items ?? [] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ApiError("malformed", "The answer to a list is no JSON", { cause: error });
  }
}
