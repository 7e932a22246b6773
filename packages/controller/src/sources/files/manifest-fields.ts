import { parseAddress } from "@localredirect/types";
import { z } from "zod";

import type { Reading } from "../../reading.ts";

/** Reads a value by a schema; what is wrong becomes problems with the field's path. */
export function readBySchema<T>(schema: z.ZodType<T>, value: unknown): Reading<T> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, object: result.data };
  const problems = result.error.issues.map(({ path, message }) => ({
    path: formatPath(path),
    reason: message,
  }));
  return { ok: false, problems };
}

/** As in problems of policies: a key that is no plain word stands in brackets. */
function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const step of path) {
    const key = String(step);
    if (typeof step === "number" || !/^\w+$/.test(key)) text += `[${key}]`;
    else text += text === "" ? key : `.${key}`;
  }
  return text;
}

/** A field that may be left out or null, as Go programs write an empty one. */
export function optional<T extends z.ZodType>(
  schema: T,
): z.ZodPipe<z.ZodOptional<z.ZodNullable<T>>, z.ZodTransform<z.output<T> | undefined>> {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Labels or annotations; left out: none. */
export const stringMap: z.ZodType<Readonly<Record<string, string>>> = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

/** An IP address in any textual form; gives the canonical one. */
export const address: z.ZodType<string> = z.string().transform((text, context) => {
  const parsed = parseAddress(text);
  if (parsed !== undefined) return parsed.text;
  context.addIssue({ code: "custom", message: `"${text}" is not an IP address` });
  return z.NEVER;
});

/** status.conditions, of which only Ready is looked at. */
export const conditions: z.ZodType<readonly { type: string; status: string }[]> = z
  .array(z.object({ type: z.string(), status: z.string() }))
  .nullish()
  .transform((value) => value ?? []);

/** Whether the Ready condition is there and True. */
export function isReady(list: readonly { type: string; status: string }[]): boolean {
  return list.some(({ type, status }) => type === "Ready" && status === "True");
}
