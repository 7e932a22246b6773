import { completeSelector } from "./complete-policy.ts";
import { labelSelectorRules } from "./label-selector-rules.ts";
import { labelSelectorSchema } from "./label-selector-schema.ts";
import type { LabelSelector } from "./label-selector.ts";
import type { Problem } from "./problem.ts";
import { validate } from "./validate.ts";

/** A selector, or all that is wrong with it; paths are from the selector itself. */
export type ParsedLabelSelector =
  | { readonly ok: true; readonly selector: LabelSelector }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const schema = labelSelectorSchema("Any selector.");
const rules = labelSelectorRules("");

/** Reads a LabelSelector by the rules of Kubernetes. Never throws. */
export function parseLabelSelector(value: unknown): ParsedLabelSelector {
  const result = validate(schema, rules, value);
  return result.ok ? { ok: true, selector: completeSelector(result.value) } : result;
}
