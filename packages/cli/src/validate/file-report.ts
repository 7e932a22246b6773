import {
  apiGroup,
  parsePolicy,
  parseServiceId,
  policyKind,
  serviceIdAnnotation,
} from "@localredirect/types";
import type { LocalRedirectPolicy } from "@localredirect/types";

import { manifestDocuments } from "./manifest-documents.ts";
import type { ManifestDocument } from "./manifest-documents.ts";

/** Something wrong in a file. */
export interface FileProblem {
  /** From 1; 0: the file as a whole. */
  readonly line: number;
  /** The field, as `spec.frontend`; empty: the manifest itself. */
  readonly path: string;
  readonly reason: string;
}

/** A policy of a file. */
export interface ValidPolicy {
  readonly name: string;
  readonly line: number;
}

/** What is in a file. */
export interface FileReport {
  readonly file: string;
  /** Those that are valid; names that stand twice are problems of whoever sees all files. */
  readonly policies: readonly ValidPolicy[];
  /** Manifests of other kinds, which are not looked at. */
  readonly others: number;
  readonly problems: readonly FileProblem[];
}

type Finding =
  | { readonly kind: "policy"; readonly policy: ValidPolicy }
  | { readonly kind: "other" }
  | { readonly kind: "problems"; readonly problems: readonly FileProblem[] };

/** Checks all policies of a file's text. */
export function fileReport(file: string, text: string): FileReport {
  const findings = manifestDocuments(text).map(check);
  return {
    file,
    policies: findings.flatMap((finding) => (finding.kind === "policy" ? [finding.policy] : [])),
    others: findings.filter(({ kind }) => kind === "other").length,
    problems: findings.flatMap((finding) => (finding.kind === "problems" ? finding.problems : [])),
  };
}

function check(document: ManifestDocument): Finding {
  if (!document.ok) {
    const { line, reason } = document;
    return { kind: "problems", problems: [{ line, path: "", reason }] };
  }
  const { value, line, lineOf } = document;
  if (!isManifest(value)) {
    const reason = "This is no manifest: it has no apiVersion and kind";
    return { kind: "problems", problems: [{ line, path: "", reason }] };
  }
  if (!isPolicy(value)) {
    return { kind: "other" };
  }
  const parsed = parsePolicy(value);
  const problems = parsed.ok ? serviceIdProblems(parsed.policy) : parsed.problems;
  return parsed.ok && problems.length === 0
    ? { kind: "policy", policy: { name: parsed.policy.metadata.name, line } }
    : {
        kind: "problems",
        problems: problems.map(({ path, reason }) => ({ line: lineOf(path), path, reason })),
      };
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === "object" &&
    value !== null &&
    "apiVersion" in value &&
    "kind" in value &&
    typeof value.apiVersion === "string" &&
    typeof value.kind === "string"
  );
}

/** Also one of another version or with a misspelt kind: whoever wrote our group meant us. */
function isPolicy({ apiVersion, kind }: Manifest): boolean {
  return kind === policyKind || apiVersion.startsWith(`${apiGroup}/`);
}

/** What the CRD cannot say, since the API server checks no annotations. */
function serviceIdProblems(policy: LocalRedirectPolicy): readonly Omit<FileProblem, "line">[] {
  const parsed = parseServiceId(policy.metadata.annotations);
  return parsed.ok
    ? []
    : [{ path: `metadata.annotations[${serviceIdAnnotation}]`, reason: parsed.reason }];
}
