import { jsonField } from "../cluster/json-field.ts";
import { parseAllDocuments } from "yaml";

/** A Kubernetes object as a manifest has it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Undefined: it is cluster-scoped. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

/**
 * The objects of a YAML text.
 *
 * @throws {TypeError} where a document is none
 */
export function parseManifests(yaml: string): readonly ManifestObject[] {
  const documents = parseAllDocuments(yaml);
  return documents.flatMap((document) => {
    const value: unknown = document.toJS();
    if (value === null) return [];
    if (document.errors.length === 0 && isObject(value)) return [value];
    throw new TypeError(`Not a Kubernetes object: ${document.toString().slice(0, 200)}`);
  });
}

/** `kind namespace/name`, by which people know an object. */
export function nameOf({ kind, metadata: { namespace, name } }: ManifestObject): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** Where its controller's template of pods is, or undefined where it makes none. */
export function podTemplate(object: ManifestObject): unknown {
  return jsonField(object, "spec", "template");
}

function isObject(value: unknown): value is ManifestObject {
  const texts = [
    jsonField(value, "apiVersion"),
    jsonField(value, "kind"),
    jsonField(value, "metadata", "name"),
  ];
  return texts.every((text) => typeof text === "string");
}
