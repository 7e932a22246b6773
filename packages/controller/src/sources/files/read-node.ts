import { z } from "zod";

import type { NodeObject } from "../objects.ts";
import { conditions, isReady, optional, readBySchema, stringMap } from "./manifest-fields.ts";
import type { Reading } from "../../reading.ts";

const schema = z.object({
  metadata: z.object({ labels: stringMap }),
  status: optional(z.object({ conditions })),
});

/** Reads what is in use of a node's manifest. */
export function readNode(value: unknown, { name }: { readonly name: string }): Reading<NodeObject> {
  const reading = readBySchema(schema, value);
  if (!reading.ok) return reading;
  const { metadata, status } = reading.object;
  const ready = isReady(status?.conditions ?? []);
  return { ok: true, object: { name, labels: metadata.labels, ready } };
}
