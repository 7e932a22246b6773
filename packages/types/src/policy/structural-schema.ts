import * as z from "zod";

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** What a structural schema of Kubernetes may hold, of all that we use. */
const keywords: ReadonlySet<string> = new Set([
  ...["type", "format", "description", "default", "enum", "pattern", "minLength", "maxLength"],
  ...["minimum", "maximum", "minItems", "maxItems", "maxProperties", "items", "properties"],
  ...["required", "additionalProperties"],
]);

/**
 * The schema of a zod schema as a CRD takes it: structural, with what `.meta` adds.
 * @throws {TypeError} when the zod schema needs what a structural schema cannot say, as a union.
 */
export function structuralSchema(schema: z.ZodType): JsonObject {
  const options = { target: "openapi-3.0", io: "input", reused: "inline" } as const;
  const json: unknown = z.toJSONSchema(schema, options);
  return toStructural(json, "");
}

function toStructural(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw new TypeError(`The schema at "${path}" is not an object`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([keyword, content]) => isSaid(keyword, content))
      .map(([keyword, content]): [string, Json] => [
        keyword,
        convert(keyword, content, `${path}/${keyword}`),
      ]),
  );
}

/** Kubernetes prunes or rejects unknown fields itself, and has no word for it beside `properties`. */
function isSaid(keyword: string, content: unknown): boolean {
  if (keyword === "$schema") return false;
  if (keyword === "additionalProperties") return content !== false;
  return !(keyword === "maximum" && content === Number.MAX_SAFE_INTEGER);
}

function convert(keyword: string, content: unknown, path: string): Json {
  if (keyword === "items" || keyword === "additionalProperties") return toStructural(content, path);
  if (keyword === "properties" && isObject(content)) {
    return Object.fromEntries(
      Object.entries(content).map(([name, schema]) => [
        name,
        toStructural(schema, `${path}/${name}`),
      ]),
    );
  }
  if (!keywords.has(keyword) && !keyword.startsWith("x-kubernetes-")) {
    throw new TypeError(`"${path}" cannot be said in a structural schema`);
  }
  return toJson(content, path);
}

function toJson(value: unknown, path: string): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => toJson(item, path));
  if (!isObject(value)) throw new TypeError(`"${path}" is not JSON`);
  return Object.fromEntries(
    Object.entries(value).map(([key, content]) => [key, toJson(content, path)]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
