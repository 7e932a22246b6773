import { isDeepStrictEqual } from "node:util";

import { policyKind } from "@localredirect/types";
import type { LocalRedirectPolicy } from "@localredirect/types";

import type { ObjectKey } from "../../object-key.ts";
import type { ObjectChange, ObjectKind, PolicyObject } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import { deriveUid } from "./derive-uid.ts";
import { lineInFile } from "./file-contents.ts";
import type { PlacedManifest } from "./file-contents.ts";
import type { AcceptedManifest, ManifestContent, RefusedManifest } from "./manifest.ts";

/** A manifest that is about one known object, and where it stands. */
export interface ObjectManifest extends PlacedManifest {
  readonly file: string;
  readonly manifest: AcceptedManifest | RefusedManifest;
}

/** What has become of one object over the manifests that it has had. */
export interface ObjectRecord {
  /** The last state that was accepted; kept while a newer one is refused. */
  readonly good: ManifestContent | undefined;
  /** Counted changes of a policy's spec, or the generation that its manifest names. */
  readonly generation: number;
  /** What the generation was counted for. */
  readonly fingerprint: string | undefined;
  /** As the source delivers it. Undefined: there is nothing to deliver. */
  readonly change: ObjectChange | undefined;
}

/** The record of an object that has not been seen. */
export const emptyRecord: ObjectRecord = {
  good: undefined,
  generation: 0,
  fingerprint: undefined,
  change: undefined,
};

/** The kind of the object that a manifest is about. */
export function kindOf(manifest: AcceptedManifest | RefusedManifest): ObjectKind {
  return manifest.outcome === "accepted" ? manifest.content.kind : manifest.kind;
}

/** An object's name for people: `KIND NAMESPACE/NAME`. Unique among all objects. */
export function objectId(manifest: AcceptedManifest | RefusedManifest): string {
  return `${kindOf(manifest)} ${manifest.key}`;
}

/** What is wrong with a manifest; none where it is accepted. */
export function problemsOf(placed: ObjectManifest): readonly SourceProblem[] {
  const { manifest, file } = placed;
  if (manifest.outcome === "accepted") return [];
  return manifest.problems.map(({ line, path, reason }) => ({
    severity: "error",
    origin: `${file}:${lineInFile(placed, line)}`,
    object: objectId(manifest),
    path: path === "" ? undefined : path,
    reason,
  }));
}

/** The record of an object after it has got another manifest. */
export function advance(record: ObjectRecord, placed: ObjectManifest): ObjectRecord {
  const { manifest } = placed;
  const good =
    manifest.outcome === "accepted" ? unlessEqual(record.good, manifest.content) : record.good;
  if (kindOf(manifest) === "LocalRedirectPolicy") return advancePolicy({ ...record, good }, placed);
  const change = good === undefined ? undefined : plainChange(manifest.key, good, record.change);
  return { ...record, good, change };
}

function unlessEqual(before: ManifestContent | undefined, after: ManifestContent): ManifestContent {
  return before !== undefined && isDeepStrictEqual(before, after) ? before : after;
}

function plainChange(
  key: ObjectKey,
  good: ManifestContent,
  before: ObjectChange | undefined,
): ObjectChange | undefined {
  if (good.kind === "LocalRedirectPolicy") return undefined;
  if (before?.object === good.object) return before;
  // The switch keeps kind and object of one type together.
  switch (good.kind) {
    case "Service":
      return { kind: good.kind, key, object: good.object };
    case "Pod":
      return { kind: good.kind, key, object: good.object };
    case "Node":
      return { kind: good.kind, key, object: good.object };
  }
}

function advancePolicy(record: ObjectRecord, placed: ObjectManifest): ObjectRecord {
  const { manifest } = placed;
  const fingerprint = fingerprintOf(manifest);
  const counted = record.generation + (fingerprint === record.fingerprint ? 0 : 1);
  const generation = givenGeneration(manifest) ?? counted;
  const before = record.change?.kind === "LocalRedirectPolicy" ? record.change.object : undefined;
  const policy = policyInForce(record.good, placed, { before: before?.policy, generation });
  const object: PolicyObject = {
    name: manifest.key,
    uid: policy?.metadata.uid ?? deriveUid(policyKind, manifest.key),
    generation,
    policy,
    problems: problemsOf(placed),
    waiting: undefined,
    origin: `${placed.file}:${lineInFile(placed, manifest.line)}`,
  };
  const change: ObjectChange =
    record.change !== undefined && isDeepStrictEqual(before, object)
      ? record.change
      : { kind: "LocalRedirectPolicy", key: manifest.key, object };
  return { ...record, generation, fingerprint, change };
}

/** Keeps the value that was delivered before where it is still right, so that nothing is redone. */
function policyInForce(
  good: ManifestContent | undefined,
  { manifest }: ObjectManifest,
  { before, generation }: { before: LocalRedirectPolicy | undefined; generation: number },
): LocalRedirectPolicy | undefined {
  if (manifest.outcome === "refused" || good?.kind !== "LocalRedirectPolicy") return before;
  const { policy } = good.object;
  const after = { ...policy, metadata: { ...policy.metadata, generation } };
  return isDeepStrictEqual(before, after) ? before : after;
}

function givenGeneration(manifest: AcceptedManifest | RefusedManifest): number | undefined {
  if (manifest.outcome === "refused") return manifest.generation;
  const { content } = manifest;
  if (content.kind !== "LocalRedirectPolicy" || !content.object.generationGiven) return undefined;
  return content.object.policy.metadata.generation;
}

/** Equal for manifests of one spec; of a refused one, what is wrong stands for its spec. */
function fingerprintOf(manifest: AcceptedManifest | RefusedManifest): string {
  if (manifest.outcome === "accepted") {
    const { content } = manifest;
    return JSON.stringify(content.kind === "LocalRedirectPolicy" ? content.object.policy.spec : "");
  }
  return JSON.stringify(manifest.problems.map(({ path, reason }) => [path, reason]));
}
