import type * as z from "zod";

import { describeIssues } from "./describe-issue.ts";
import type { Problem } from "./problem.ts";
import { checkRules } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** What a value is taken for, or all that is wrong with it. */
export type Validated<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Most problems that are told of one value; a value may be wrong in absurdly many places. */
const maximumProblems = 100;

/** Holds any value against a schema and rules. Never throws. */
export function validate<Value>(
  schema: z.ZodType<Value>,
  rules: readonly Rule[],
  value: unknown,
): Validated<Value> {
  const result = schema.safeParse(value, { reportInput: true });
  const ofSchema = result.success ? [] : describeIssues(schema, result.error.issues);
  const problems = [...ofSchema, ...checkRules(rules, value)];
  if (result.success && problems.length === 0) return { ok: true, value: result.data };
  return { ok: false, problems: limit(problems) };
}

function limit(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= maximumProblems) return problems;
  const more = problems.length - maximumProblems;
  return [
    ...problems.slice(0, maximumProblems),
    { path: "", reason: `Has ${more} further problems, which are not listed` },
  ];
}
