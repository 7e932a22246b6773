import type * as z from "zod";

import { problemWithin } from "./problem.ts";
import type { Problem } from "./problem.ts";

/**
 * What a schema of types and lengths cannot say, in both languages at once: CEL for the API server,
 * a function for everybody else.
 */
export interface Rule {
  /** The field it is about, as `spec.frontend`; never an entry of a list. */
  readonly at: string;
  /**
   * For the CRD. Undefined: the schema says it by other means (a list's type), or cannot say it
   * within the cost limits of the API server, so that it shows as a status condition only.
   */
  readonly cel: string | undefined;
  /** What the API server answers when `cel` is false. */
  readonly message: string;
  /** Problems of a value at that field, with paths from it. None, if the value is no such thing. */
  readonly check: (value: unknown) => readonly Problem[];
}

/** What a rule is made from. */
export interface RuleParts<Value> {
  readonly at: string;
  readonly cel: string | undefined;
  readonly message: string;
  /** What the rule reads; where the value is not of this form, that is another's problem. */
  readonly reads: z.ZodType<Value>;
  readonly check: (value: Value) => readonly Problem[];
}

/** Makes a rule. */
export function defineRule<Value>(parts: RuleParts<Value>): Rule {
  const { at, cel, message, reads, check } = parts;
  return {
    at,
    cel,
    message,
    check: (value) => {
      const result = reads.safeParse(value);
      return result.success ? check(result.data) : [];
    },
  };
}

/** The problems of a whole value by some rules. */
export function checkRules(rules: readonly Rule[], value: unknown): readonly Problem[] {
  return rules.flatMap((rule) =>
    rule.check(fieldOf(value, rule.at)).map((problem) => problemWithin(rule.at, problem)),
  );
}

function fieldOf(value: unknown, path: string): unknown {
  let field = value;
  for (const key of path === "" ? [] : path.split(".")) {
    if (typeof field !== "object" || field === null || !Object.hasOwn(field, key)) return undefined;
    field = Reflect.get(field, key);
  }
  return field;
}
