import type { ObjectChange } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import { lineInFile } from "./file-contents.ts";
import type { PlacedManifest } from "./file-contents.ts";
import type { AcceptedManifest, Manifest, RefusedManifest } from "./manifest.ts";
import { advance, emptyRecord, kindOf, objectId, problemsOf } from "./object-record.ts";
import type { ObjectManifest, ObjectRecord } from "./object-record.ts";

/** Problems that are told; a number stands for the rest. */
export const maxProblems = 1000;

/** What one file has said last. */
interface FileRecord {
  readonly objects: ReadonlyMap<string, ObjectManifest>;
  /** Those that are about no known object. */
  readonly problems: readonly SourceProblem[];
  /** Kinds that are not in use, and the line where each stands first. */
  readonly ignored: ReadonlyMap<string, number>;
}

const emptyFile: FileRecord = { objects: new Map(), problems: [], ignored: new Map() };

/**
 * What the files of a folder say together: which object is taken from which file, what was its last
 * good state, and what is wrong. It knows nothing of the file system or of time: its caller says
 * when a file can be taken as complete.
 */
export class Ledger {
  readonly #files = new Map<string, FileRecord>();
  /** Files that speak of an object. */
  readonly #holders = new Map<string, Set<string>>();
  readonly #records = new Map<string, ObjectRecord>();
  readonly #objectProblems = new Map<string, readonly SourceProblem[]>();
  readonly #touched = new Set<string>();

  /**
   * Takes what is good of a file that may still be being written: nothing is withdrawn for its
   * absence, and nothing is called wrong.
   */
  preview(file: string, manifests: readonly PlacedManifest[]): void {
    const before = this.#files.get(file) ?? emptyFile;
    const objects = new Map(before.objects);
    for (const [id, placed] of firstOfEach(file, manifests)) {
      if (placed.manifest.outcome === "accepted") objects.set(id, placed);
    }
    this.#replace(file, { ...before, objects });
  }

  /** Takes a file as it is. */
  accept(file: string, manifests: readonly PlacedManifest[]): void {
    const objects = firstOfEach(file, manifests);
    if (manifests.some(({ manifest }) => mayHideObject(manifest))) {
      // What is missing may be what the document in question is about.
      for (const [id, placed] of this.#files.get(file)?.objects ?? []) {
        if (!objects.has(id)) objects.set(id, placed);
      }
    }
    this.#replace(file, {
      objects,
      problems: manifests.flatMap((placed) => fileProblems(file, placed, objects)),
      ignored: ignoredKinds(manifests),
    });
  }

  /** Keeps all that a file said last, as it cannot be read now. */
  keep(file: string, reason: string): void {
    const problem: SourceProblem = {
      severity: "error",
      origin: file,
      object: undefined,
      path: undefined,
      reason,
    };
    this.#replace(file, { ...(this.#files.get(file) ?? emptyFile), problems: [problem] });
  }

  /** Withdraws what a file said. */
  remove(file: string): void {
    this.#replace(file, emptyFile);
    this.#files.delete(file);
  }

  /** What has changed since the last call. */
  takeChanges(): readonly ObjectChange[] {
    const changes: ObjectChange[] = [];
    for (const id of this.#touched) {
      const before = this.#records.get(id)?.change;
      const after = this.#resolve(id);
      if (after !== undefined && after !== before) changes.push(after);
      else if (after === undefined && before !== undefined) {
        changes.push({ kind: before.kind, key: before.key, object: undefined });
      }
    }
    this.#touched.clear();
    return changes;
  }

  /** Everything that is wrong: with files, with objects, then notices; complete after takeChanges. */
  problems(): readonly SourceProblem[] {
    const files = [...this.#files].sort(([a], [b]) => compareNames(a, b));
    const all = [
      ...files.flatMap(([, record]) => record.problems),
      ...[...this.#objectProblems.values()].flat(),
      ...ignoredNotices(files),
    ];
    if (all.length <= maxProblems) return all;
    const reason = `${all.length - maxProblems} more problems are not shown; mend these first`;
    const rest: SourceProblem = { ...unspecific, reason };
    return [...all.slice(0, maxProblems), rest];
  }

  #replace(file: string, after: FileRecord): void {
    const before = this.#files.get(file) ?? emptyFile;
    this.#files.set(file, after);
    for (const id of before.objects.keys()) {
      if (after.objects.has(id)) continue;
      this.#holders.get(id)?.delete(file);
      this.#touched.add(id);
    }
    for (const [id, placed] of after.objects) {
      if (isSame(before.objects.get(id), placed)) continue;
      const holders = this.#holders.get(id) ?? new Set();
      this.#holders.set(id, holders.add(file));
      this.#touched.add(id);
    }
  }

  /** Decides anew which manifest an object is taken from. Undefined: from none. */
  #resolve(id: string): ObjectChange | undefined {
    const [first, ...others] = this.#manifestsOf(id);
    if (first === undefined) {
      this.#holders.delete(id);
      this.#records.delete(id);
      this.#objectProblems.delete(id);
      return undefined;
    }
    const problems = [...problemsOf(first), ...others.map((other) => shadowed(other, first))];
    if (problems.length === 0) this.#objectProblems.delete(id);
    else this.#objectProblems.set(id, problems);
    const record = advance(this.#records.get(id) ?? emptyRecord, first);
    this.#records.set(id, record);
    return record.change;
  }

  #manifestsOf(id: string): readonly ObjectManifest[] {
    const files = [...(this.#holders.get(id) ?? [])].sort(compareNames);
    return files
      .map((file) => this.#files.get(file)?.objects.get(id))
      .filter((placed) => placed !== undefined);
  }
}

const unspecific = {
  severity: "error",
  origin: "",
  object: undefined,
  path: undefined,
} as const;

/** By code unit, so that the order is the same on every machine. */
function compareNames(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isSame(before: ObjectManifest | undefined, after: ObjectManifest): boolean {
  return before?.manifest === after.manifest && before.line === after.line;
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

/** What is wrong with a file's document apart from the object that it is about. */
function fileProblems(
  file: string,
  placed: PlacedManifest,
  objects: ReadonlyMap<string, ObjectManifest>,
): readonly SourceProblem[] {
  const { manifest } = placed;
  if (manifest.outcome === "unknown") {
    return manifest.problems.map(({ line, path, reason }) => ({
      ...unspecific,
      origin: `${file}:${lineInFile(placed, line)}`,
      path: path === "" ? undefined : path,
      reason,
    }));
  }
  if (!isAboutObject(manifest)) return [];
  const first = objects.get(objectId(manifest));
  if (first === undefined || isSame(first, { file, ...placed, manifest })) return [];
  return [shadowed({ file, line: placed.line, manifest }, first)];
}

function shadowed(placed: ObjectManifest, first: ObjectManifest): SourceProblem {
  const { file, manifest } = placed;
  const used = `${first.file}:${lineInFile(first, first.manifest.line)}`;
  return {
    severity: "error",
    origin: `${file}:${lineInFile(placed, manifest.line)}`,
    object: `${kindOf(manifest)} ${manifest.key}`,
    path: undefined,
    reason: `The object stands already in ${used}, which is used; remove one of the two`,
  };
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

/** One for each kind in the whole folder. */
function ignoredNotices(
  files: readonly (readonly [string, FileRecord])[],
): readonly SourceProblem[] {
  const notices = new Map<string, SourceProblem>();
  for (const [file, { ignored }] of files) {
    for (const [kind, line] of ignored) {
      if (notices.has(kind)) continue;
      const origin = `${file}:${line}`;
      const reason = `Objects of kind ${kind} are not used and ignored`;
      notices.set(kind, { ...unspecific, severity: "notice", origin, reason });
    }
  }
  return [...notices.values()];
}
