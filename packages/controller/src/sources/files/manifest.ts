import type { ObjectKey } from "../../object-key.ts";
import type { NodeObject, ObjectKind, PodObject, ServiceObject } from "../objects.ts";
import type { FieldProblem } from "../../reading.ts";
import type { PolicyManifest } from "./read-policy.ts";

/** What a manifest of a kind that is in use says. */
export type ManifestContent =
  | { readonly kind: "LocalRedirectPolicy"; readonly object: PolicyManifest }
  | { readonly kind: "Service"; readonly object: ServiceObject }
  | { readonly kind: "Pod"; readonly object: PodObject }
  | { readonly kind: "Node"; readonly object: NodeObject };

/** What is wrong with one field, and where. */
export interface LocatedProblem extends FieldProblem {
  /** From 1, within the document's text. */
  readonly line: number;
}

/** A manifest whose state counts. */
export interface AcceptedManifest {
  readonly outcome: "accepted";
  readonly key: ObjectKey;
  /** From 1, within the document's text. */
  readonly line: number;
  readonly content: ManifestContent;
}

/** A manifest of which the object is known, and whose state does not count. */
export interface RefusedManifest {
  readonly outcome: "refused";
  readonly kind: ObjectKind;
  readonly key: ObjectKey;
  /** From 1, within the document's text. */
  readonly line: number;
  /** At least one. */
  readonly problems: readonly LocatedProblem[];
  /** metadata.generation, as far as it can be read. */
  readonly generation: number | undefined;
  /** The YAML itself is broken, so that another object may be meant than it seems. */
  readonly broken: boolean;
}

/** A document that says something, though not about which object. */
export interface UnknownManifest {
  readonly outcome: "unknown";
  /** At least one. */
  readonly problems: readonly LocatedProblem[];
}

/** A document of a kind that is not in use, as `apps/v1 Deployment`. */
export interface IgnoredManifest {
  readonly outcome: "ignored";
  readonly kind: string;
  /** From 1, within the document's text. */
  readonly line: number;
}

/** One document of a file, read. */
export type Manifest = AcceptedManifest | RefusedManifest | UnknownManifest | IgnoredManifest;
