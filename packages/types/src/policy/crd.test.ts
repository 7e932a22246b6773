import { describe, expect, it } from "vitest";

import { crdName, localRedirectPolicyCrd } from "./crd.ts";
import { policyRules } from "./policy-rules.ts";
import type { Json, JsonObject } from "./structural-schema.ts";

interface Field {
  readonly path: string;
  readonly schema: JsonObject;
}

function asObject(json: Json | undefined): JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? Object.fromEntries(Object.entries(json))
    : {};
}

/** All fields below a schema, entries of lists as [] and of maps as {}. */
function fieldsOf({ path, schema }: Field): readonly Field[] {
  const properties = Object.entries(asObject(schema["properties"])).map(([name, inner]): Field => ({
    path: `${path}.${name}`,
    schema: asObject(inner),
  }));
  const entries = (["items", "additionalProperties"] as const)
    .filter((keyword) => keyword in schema)
    .map((keyword): Field => {
      const sign = keyword === "items" ? "[]" : "{}";
      return { path: `${path}${sign}`, schema: asObject(schema[keyword]) };
    });
  return [...properties, ...entries].flatMap((field) => [field, ...fieldsOf(field)]);
}

/** What keeps a value of this schema within the cost limits of the API server. */
function isBounded({ type, ...schema }: JsonObject): boolean {
  switch (type) {
    case "string":
      return "maxLength" in schema || "enum" in schema || schema["format"] === "date-time";
    case "array":
      return "maxItems" in schema && "x-kubernetes-list-type" in schema;
    case "integer":
      return "minimum" in schema && "format" in schema;
    case "object":
      return !("additionalProperties" in schema) || "maxProperties" in schema;
    default:
      return type === "boolean";
  }
}

const crd = localRedirectPolicyCrd();

describe("localRedirectPolicyCrd", () => {
  it("has the names of the API's contract", () => {
    expect(crd).toMatchObject({
      metadata: { name: crdName },
      spec: {
        group: "balancing.elf.io",
        scope: "Cluster",
        names: {
          kind: "LocalRedirectPolicy",
          plural: "localredirectpolicies",
          shortNames: ["lrp", "lr"],
          categories: ["elf"],
        },
        versions: [
          {
            name: "v1beta1",
            subresources: { status: {} },
            additionalPrinterColumns: [
              { name: "Frontend" },
              { name: "Enabled" },
              { name: "Accepted" },
              { name: "Programmed" },
              { name: "Backends" },
              { name: "Age" },
            ],
          },
        ],
      },
    });
  });

  it("describes and bounds every field", () => {
    const versions = asObject(crd["spec"])["versions"];
    const list: readonly Json[] = Array.isArray(versions) ? versions : [];
    const schema = asObject(asObject(asObject(list[0])["schema"])["openAPIV3Schema"]);
    const fields = fieldsOf({ path: "", schema }).filter(({ path }) =>
      /^\.(spec|status)/.test(path),
    );
    expect(fields.length).toBeGreaterThan(50);
    const isEntry = /(\[\]|\{\})$/;
    const undescribed = fields.filter(
      (field) => !isEntry.test(field.path) && !("description" in field.schema),
    );
    expect(undescribed.map(({ path }) => path)).toEqual([]);
    const unbounded = fields.filter((field) => !isBounded(field.schema));
    expect(unbounded.map(({ path }) => path)).toEqual([]);
  });

  it("has the CEL of every rule", () => {
    const text = JSON.stringify(crd);
    for (const { cel } of policyRules) {
      if (cel !== undefined) expect(text).toContain(JSON.stringify(cel));
    }
  });
});
