import { completePolicy } from "./complete-policy.ts";
import { manifestSchema } from "./manifest-schema.ts";
import { policyRules } from "./policy-rules.ts";
import type { LocalRedirectPolicy } from "./policy.ts";
import type { Problem } from "./problem.ts";
import { validate } from "./validate.ts";

/** A policy, or all that is wrong with its manifest. */
export type ParsedPolicy =
  | { readonly ok: true; readonly policy: LocalRedirectPolicy }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a manifest of a LocalRedirectPolicy, as parsed from YAML or JSON, by the rules that the CRD
 * has for the API server, and applies the defaults. Never throws.
 */
export function parsePolicy(value: unknown): ParsedPolicy {
  const result = validate(manifestSchema, policyRules, value);
  return result.ok ? { ok: true, policy: completePolicy(result.value) } : result;
}
