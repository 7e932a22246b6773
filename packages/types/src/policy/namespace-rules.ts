import type { Problem } from "./problem.ts";
import { defineRule } from "./rule.ts";
import type { Rule } from "./rule.ts";
import { namespacesSchema } from "./spec-schema.ts";

const allAlone = defineRule({
  at: "spec.backend.namespaces",
  cel: "size(self) == 1 || !self.exists(n, n == '*')",
  message: '"*" means all namespaces, and must stand alone',
  reads: namespacesSchema,
  check: (namespaces) =>
    namespaces.length > 1 && namespaces.includes("*")
      ? [
          {
            path: `[${namespaces.indexOf("*")}]`,
            reason: 'Is "*", which means all namespaces and must stand alone',
          },
        ]
      : [],
});

const eachOnce = defineRule({
  at: "spec.backend.namespaces",
  cel: undefined, // the list's type says it: a set
  message: "Each namespace may stand in the list once",
  reads: namespacesSchema,
  check: (namespaces) =>
    namespaces.flatMap((namespace, index): readonly Problem[] =>
      namespaces.indexOf(namespace) === index
        ? []
        : [{ path: `[${index}]`, reason: `Repeats "${namespace}"` }],
    ),
});

/** What must hold of `spec.backend.namespaces`. */
export const namespaceRules: readonly Rule[] = [allAlone, eachOnce];
