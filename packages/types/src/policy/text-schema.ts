import * as z from "zod";

import type { TextForm } from "./patterns.ts";

/** The schema of a text of some form and greatest length. */
export function textSchema(form: TextForm, maximum: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maximum)
    .regex(form.pattern, { error: `Must be ${form.meaning}` });
}
