import type { ObjectChange } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import type { PlacedManifest } from "./file-contents.ts";
import {
  acceptFile,
  emptyFile,
  isSameManifest,
  keepFile,
  previewFile,
  shadowedProblem,
} from "./file-record.ts";
import type { FileRecord } from "./file-record.ts";
import { advance, emptyRecord, problemsOf } from "./object-record.ts";
import type { ObjectManifest, ObjectRecord } from "./object-record.ts";

/** Problems that are told; a number stands for the rest. */
const maxProblems = 1000;

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
    this.#replace(file, previewFile(this.#recordOf(file), { file, manifests }));
  }

  /** Takes a file as it is. */
  accept(file: string, manifests: readonly PlacedManifest[]): void {
    this.#replace(file, acceptFile(this.#recordOf(file), { file, manifests }));
  }

  /** Keeps all that a file said last, as it cannot be read now. */
  keep(file: string, reason: string): void {
    this.#replace(file, keepFile(this.#recordOf(file), file, reason));
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
    const where = { origin: "", object: undefined, path: undefined };
    return [...all.slice(0, maxProblems), { severity: "error", ...where, reason }];
  }

  #recordOf(file: string): FileRecord {
    return this.#files.get(file) ?? emptyFile;
  }

  #replace(file: string, after: FileRecord): void {
    const before = this.#recordOf(file);
    this.#files.set(file, after);
    for (const id of before.objects.keys()) {
      if (after.objects.has(id)) continue;
      this.#holders.get(id)?.delete(file);
      this.#touched.add(id);
    }
    for (const [id, placed] of after.objects) {
      if (isSameManifest(before.objects.get(id), placed)) continue;
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
    const problems = [
      ...problemsOf(first),
      ...others.map((other) => shadowedProblem(other, first)),
    ];
    if (problems.length === 0) this.#objectProblems.delete(id);
    else this.#objectProblems.set(id, problems);
    const record = advance(this.#records.get(id) ?? emptyRecord, first);
    this.#records.set(id, record);
    return record.change;
  }

  /** Those of all files, the one that counts first. */
  #manifestsOf(id: string): readonly ObjectManifest[] {
    const files = [...(this.#holders.get(id) ?? [])].sort(compareNames);
    return files
      .map((file) => this.#files.get(file)?.objects.get(id))
      .filter((placed) => placed !== undefined);
  }
}

/** By code unit, so that the order is the same on every machine. */
function compareNames(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One for each kind in the whole folder. */
function ignoredNotices(
  files: readonly (readonly [string, FileRecord])[],
): readonly SourceProblem[] {
  const notices = new Map<string, SourceProblem>();
  for (const [file, { ignored }] of files) {
    for (const [kind, line] of ignored) {
      if (notices.has(kind)) continue;
      const where = { origin: `${file}:${line}`, object: undefined, path: undefined };
      const reason = `Objects of kind ${kind} are not used and ignored`;
      notices.set(kind, { severity: "notice", ...where, reason });
    }
  }
  return [...notices.values()];
}
