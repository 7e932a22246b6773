import type { Rule } from "./rule.ts";
import type { Json, JsonObject } from "./structural-schema.ts";

/**
 * A structural schema with the rules in it, each at its field, as x-kubernetes-validations.
 * @throws {TypeError} when a rule is about a field that the schema does not have.
 */
export function withValidations(schema: JsonObject, rules: readonly Rule[]): JsonObject {
  return rules.reduce((withRules, rule) => {
    if (rule.cel === undefined) return withRules;
    const path = rule.at.split(".").flatMap((field) => ["properties", field]);
    return addValidation(withRules, path, { rule: rule.cel, message: rule.message });
  }, schema);
}

function addValidation(schema: Json, path: readonly string[], validation: JsonObject): JsonObject {
  if (!isObject(schema)) throw new TypeError(`A rule has no field at ${path.join(".")}`);
  const [key, ...rest] = path;
  if (key !== undefined) {
    return { ...schema, [key]: addValidation(schema[key] ?? null, rest, validation) };
  }
  const present = schema["x-kubernetes-validations"];
  const validations: readonly Json[] = Array.isArray(present) ? present : [];
  return { ...schema, "x-kubernetes-validations": [...validations, validation] };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
