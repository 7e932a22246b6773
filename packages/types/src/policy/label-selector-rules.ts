import * as z from "zod";

import { requirementsSchema } from "./label-selector-schema.ts";
import type { LabelRequirementManifest } from "./manifest.ts";
import { labelKey, maximumLabelKeyLength } from "./patterns.ts";
import { formatPath, joinPath } from "./problem.ts";
import type { Problem } from "./problem.ts";
import { defineRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** As the schema's maxProperties, which zod does not check itself. */
const maximumLabels = 64;

/** What must hold of a LabelSelector at a field; empty: of one that stands by itself. */
export function labelSelectorRules(at: string): readonly Rule[] {
  return [labelKeys(at), valuesByOperator(at)];
}

function labelKeys(at: string): Rule {
  return defineRule({
    at: joinPath(at, "matchLabels"),
    cel: undefined, // the keys of a map have no bound that the API server's cost limit would take
    message: "Keys must be those of labels",
    reads: z.record(z.string(), z.unknown()),
    check: (labels) => {
      const keys = Object.keys(labels);
      if (keys.length > maximumLabels) {
        return [{ path: "", reason: `Has ${keys.length} labels, more than ${maximumLabels}` }];
      }
      return keys
        .filter((key) => key.length > maximumLabelKeyLength || !labelKey.pattern.test(key))
        .map((key) => ({ path: formatPath([key]), reason: `The key must be ${labelKey.meaning}` }));
    },
  });
}

function valuesByOperator(at: string): Rule {
  return defineRule({
    at: joinPath(at, "matchExpressions"),
    cel:
      "self.all(e, (e.operator == 'In' || e.operator == 'NotIn') == " +
      "(has(e.values) && size(e.values) > 0))",
    message: "In and NotIn need at least one value, Exists and DoesNotExist take none",
    reads: requirementsSchema,
    check: (requirements) => requirements.flatMap(describeValues),
  });
}

function describeValues(
  { operator, values = [] }: LabelRequirementManifest,
  index: number,
): readonly Problem[] {
  const path = `[${index}].values`;
  const takesValues = operator === "In" || operator === "NotIn";
  if (takesValues && values.length === 0) {
    return [{ path, reason: `Is empty; the operator ${operator} needs at least one value` }];
  }
  if (!takesValues && values.length > 0) {
    return [{ path, reason: `Has ${values.length} values; the operator ${operator} takes none` }];
  }
  return [];
}
