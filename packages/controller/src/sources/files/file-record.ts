import type { SourceProblem } from "../source-problem.ts";
import { lineInFile } from "./file-contents.ts";
import type { PlacedManifest } from "./file-contents.ts";
import type { AcceptedManifest, Manifest, RefusedManifest } from "./manifest.ts";
import { objectId } from "./object-record.ts";
import type { ObjectManifest } from "./object-record.ts";

/** What one file says, as far as it counts. */
export interface FileRecord {
  readonly objects: ReadonlyMap<string, ObjectManifest>;
  /** Those that are about no known object. */
  readonly problems: readonly SourceProblem[];
  /** Kinds that are not in use, and the line where each stands first. */
  readonly ignored: ReadonlyMap<string, number>;
}

/** A file as it is read. */
export interface ReadFile {
  readonly file: string;
  readonly manifests: readonly PlacedManifest[];
}

/** Of a file that says nothing. */
export const emptyFile: FileRecord = { objects: new Map(), problems: [], ignored: new Map() };

/** Adds what is good of a file that may still be being written. */
export function previewFile(before: FileRecord, { file, manifests }: ReadFile): FileRecord {
  const objects = new Map(before.objects);
  for (const [id, placed] of firstOfEach(file, manifests)) {
    if (placed.manifest.outcome === "accepted") objects.set(id, placed);
  }
  return { ...before, objects };
}

/** Takes a file as it is; while it cannot be told what all of it is about, nothing goes missing. */
export function acceptFile(before: FileRecord, { file, manifests }: ReadFile): FileRecord {
  const objects = firstOfEach(file, manifests);
  if (manifests.some(({ manifest }) => mayHideObject(manifest))) {
    for (const [id, placed] of before.objects) {
      if (!objects.has(id)) objects.set(id, placed);
    }
  }
  return {
    objects,
    problems: manifests.flatMap((placed) => problemsApart(file, placed, objects)),
    ignored: ignoredKinds(manifests),
  };
}

/** Keeps all that a file said last, as it cannot be read now. */
export function keepFile(before: FileRecord, file: string, reason: string): FileRecord {
  const where = { origin: file, object: undefined, path: undefined };
  return { ...before, problems: [{ severity: "error", ...where, reason }] };
}

/** Whether two manifests are the same one, at the same place. */
export function isSameManifest(one: ObjectManifest | undefined, other: ObjectManifest): boolean {
  return one?.manifest === other.manifest && one.line === other.line;
}

/** Of a manifest that does not count, as an earlier one is about the same object. */
export function shadowedProblem(placed: ObjectManifest, first: ObjectManifest): SourceProblem {
  const used = `${first.file}:${lineInFile(first, first.manifest.line)}`;
  return {
    severity: "error",
    origin: `${placed.file}:${lineInFile(placed, placed.manifest.line)}`,
    object: objectId(placed.manifest),
    path: undefined,
    reason: `The object stands already in ${used}, which is used; remove one of the two`,
  };
}

/** The manifests that are about a known object, of each object the first. */
function firstOfEach(
  file: string,
  manifests: readonly PlacedManifest[],
): Map<string, ObjectManifest> {
  const first = new Map<string, ObjectManifest>();
  for (const { manifest, line } of manifests) {
    if (!isAboutObject(manifest)) continue;
    const id = objectId(manifest);
    if (!first.has(id)) first.set(id, { file, line, manifest });
  }
  return first;
}

function isAboutObject(manifest: Manifest): manifest is AcceptedManifest | RefusedManifest {
  return manifest.outcome === "accepted" || manifest.outcome === "refused";
}

function mayHideObject(manifest: Manifest): boolean {
  return manifest.outcome === "unknown" || (manifest.outcome === "refused" && manifest.broken);
}

/** What is wrong with a document apart from what is wrong with the object it is about. */
function problemsApart(
  file: string,
  { manifest, line }: PlacedManifest,
  objects: ReadonlyMap<string, ObjectManifest>,
): readonly SourceProblem[] {
  if (manifest.outcome === "unknown") {
    return manifest.problems.map((problem) => ({
      severity: "error",
      origin: `${file}:${lineInFile({ manifest, line }, problem.line)}`,
      object: undefined,
      path: problem.path === "" ? undefined : problem.path,
      reason: problem.reason,
    }));
  }
  if (!isAboutObject(manifest)) return [];
  const placed = { file, line, manifest };
  const first = objects.get(objectId(manifest));
  return first === undefined || isSameManifest(first, placed)
    ? []
    : [shadowedProblem(placed, first)];
}

function ignoredKinds(manifests: readonly PlacedManifest[]): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (const placed of manifests) {
    const { manifest } = placed;
    if (manifest.outcome !== "ignored" || kinds.has(manifest.kind)) continue;
    kinds.set(manifest.kind, lineInFile(placed, manifest.line));
  }
  return kinds;
}
