import type { LabelOperator } from "./manifest.ts";

/** What objects are meant, by their labels; complete. Without any requirement it means all. */
export interface LabelSelector {
  /** Labels that must be there with these values. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Further requirements, all of which must hold. */
  readonly matchExpressions: readonly LabelRequirement[];
}

/** One requirement of a selector. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  /** At least one for In and NotIn, none for Exists and DoesNotExist. */
  readonly values: readonly string[];
}

/** The labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** Whether an object with these labels is meant. */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  return requirementsOf(selector).every((requirement) => meets(requirement, labels));
}

/**
 * A selector as one text, in kubectl's syntax: equal for selectors that say the same in another
 * order or another way. A key for indexes.
 */
export function canonicalSelector(selector: LabelSelector): string {
  const texts = requirementsOf(selector).map(formatRequirement);
  return [...new Set(texts)].sort().join(",");
}

function requirementsOf(selector: LabelSelector): readonly LabelRequirement[] {
  const fromLabels = Object.entries(selector.matchLabels).map(([key, value]): LabelRequirement => ({
    key,
    operator: "In",
    values: [value],
  }));
  return [...fromLabels, ...selector.matchExpressions];
}

function meets({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      // As in Kubernetes, an object without the label is meant, too.
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

function formatRequirement({ key, operator, values }: LabelRequirement): string {
  const list = [...new Set(values)].sort().join(",");
  switch (operator) {
    case "In":
      return `${key} in (${list})`;
    case "NotIn":
      return `${key} notin (${list})`;
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
  }
}
