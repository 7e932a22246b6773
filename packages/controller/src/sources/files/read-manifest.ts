import { apiVersion, policyKind } from "@localredirect/types";
import { z } from "zod";

import type { ObjectKind } from "../objects.ts";
import type { YamlDocument } from "../yaml/yaml-document.ts";
import type { LocatedProblem, Manifest, ManifestContent } from "./manifest.ts";
import { optional, readBySchema } from "./manifest-fields.ts";
import type { FieldProblem, Reading } from "../../reading.ts";
import { readNode } from "./read-node.ts";
import { readPod } from "./read-pod.ts";
import { generationOf, readPolicy } from "./read-policy.ts";
import { readService } from "./read-service.ts";

/** Which object a manifest is about. */
interface Target {
  readonly namespace: string;
  readonly name: string;
}

interface KindReader {
  readonly kind: ObjectKind;
  readonly namespaced: boolean;
  readonly read: (value: unknown, target: Target) => Reading<ManifestContent>;
}

/** Of what has a namespace and does not name it. */
const defaultNamespace = "default";

/** May stand beside the others; nothing of it is in use. */
const namespaceKind = "v1 Namespace";

const readers: ReadonlyMap<string, KindReader> = new Map([
  [
    `${apiVersion} ${policyKind}`,
    {
      kind: "LocalRedirectPolicy",
      namespaced: false,
      read: (value: unknown) =>
        map(readPolicy(value), (object) => ({ kind: "LocalRedirectPolicy", object })),
    },
  ],
  [
    "v1 Service",
    {
      kind: "Service",
      namespaced: true,
      read: (value: unknown, target: Target) =>
        map(readService(value, target), (object) => ({ kind: "Service", object })),
    },
  ],
  [
    "v1 Pod",
    {
      kind: "Pod",
      namespaced: true,
      read: (value: unknown, target: Target) =>
        map(readPod(value, target), (object) => ({ kind: "Pod", object })),
    },
  ],
  [
    "v1 Node",
    {
      kind: "Node",
      namespaced: false,
      read: (value: unknown, target: Target) =>
        map(readNode(value, target), (object) => ({ kind: "Node", object })),
    },
  ],
]);

/** A DNS subdomain, which names of objects are: RFC 1123. */
const name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, {
    error: (issue) =>
      `${JSON.stringify(issue.input)} is not a name: lower-case letters, digits, - and .`,
  });

const kindSchema = z.object({ apiVersion: z.string().max(253), kind: z.string().max(63) });

const targetSchema = z.object({
  metadata: z.object({ name, namespace: optional(z.literal("").or(name)) }),
});

/** Reads one YAML document. Undefined: it is empty, or of a kind that has nothing to say here. */
export function readManifest(document: YamlDocument): Manifest | undefined {
  const { value, line, problems } = document;
  if (value === undefined && problems.length === 0) return undefined;
  const kind = readBySchema(kindSchema, value);
  if (!kind.ok) return unknown(document, kind.problems);
  const kindName = `${kind.object.apiVersion} ${kind.object.kind}`;
  const reader = readers.get(kindName);
  if (reader !== undefined) return readKnownKind(reader, document);
  if (problems.length > 0) return unknown(document, []);
  return kindName === namespaceKind ? undefined : { outcome: "ignored", kind: kindName, line };
}

function readKnownKind(reader: KindReader, document: YamlDocument): Manifest {
  const { value, line } = document;
  const identity = readBySchema(targetSchema, value);
  if (!identity.ok) return unknown(document, identity.problems);
  const { name, namespace } = identity.object.metadata;
  const target = {
    name,
    namespace: namespace === undefined || namespace === "" ? defaultNamespace : namespace,
  };
  const key = reader.namespaced ? `${target.namespace}/${name}` : name;
  const broken = document.problems.length > 0;
  const reading: Reading<ManifestContent> = broken
    ? { ok: false, problems: [] }
    : reader.read(value, target);
  if (reading.ok) return { outcome: "accepted", key, line, content: reading.object };
  const problems = locate(document, reading.problems);
  const generation = generationOf(value);
  return { outcome: "refused", kind: reader.kind, key, line, problems, generation, broken };
}

/** Of a broken document, only what broke it is worth telling: the rest follows from that. */
function unknown(document: YamlDocument, problems: readonly FieldProblem[]): Manifest {
  return { outcome: "unknown", problems: locate(document, problems) };
}

function locate(document: YamlDocument, problems: readonly FieldProblem[]): LocatedProblem[] {
  if (document.problems.length > 0) {
    return document.problems.map(({ line, message }) => ({ line, path: "", reason: message }));
  }
  return problems.map((problem) => ({ ...problem, line: document.lineOf(problem.path) }));
}

function map<From, To>(reading: Reading<From>, convert: (object: From) => To): Reading<To> {
  return reading.ok ? { ok: true, object: convert(reading.object) } : reading;
}
