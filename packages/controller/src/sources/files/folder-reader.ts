import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import type { ObjectChange } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import { errorCode } from "./error-code.ts";
import { readContents } from "./file-contents.ts";
import type { FileContents, ParsedDocuments } from "./file-contents.ts";
import { mayBeHalfWritten } from "./half-written.ts";
import { Ledger } from "./ledger.ts";
import { readWholeFile, stampOf } from "./read-file.ts";
import type { FileReading } from "./read-file.ts";
import { runWithBreaths } from "../../run-with-breaths.ts";

/**
 * A file that has not changed for so long counts as complete, and one that is absent for so long as
 * removed, in milliseconds: programs replace a file by renaming or by truncating and writing.
 */
const stableAfter = 100;

/** Files of one folder, first by name: beyond, the folder is not what was meant. */
const maxFiles = 50_000;

/** Files that are read at the same time. */
const parallelReads = 16;

/** What a file is known to be, and what it will count as once it has been stable. */
interface FileState {
  /** Of the content that was read last; undefined: it could not be read. */
  readonly hash: string | undefined;
  readonly stamp: string | undefined;
  readonly parsed: ParsedDocuments;
  readonly pending: Pending | undefined;
}

interface Pending {
  readonly verdict: FileContents | "absent";
  /** In milliseconds since 1970. */
  readonly dueAt: number;
}

/** Whether a name in the folder is that of a manifest: not hidden, and of a known extension. */
export function isManifestName(name: string): boolean {
  return /^[^.].*\.(yaml|yml|json)$/.test(name);
}

/** Reads a folder's files and keeps what they say; when to look, its caller knows. */
export class FolderReader {
  readonly #path: string;
  readonly #ledger = new Ledger();
  readonly #files = new Map<string, FileState>();
  #folderProblem: string | undefined;
  #excess: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether the folder itself could be read at the last scan. */
  get present(): boolean {
    return this.#folderProblem === undefined;
  }

  /** When `settle` is to be called, in milliseconds since 1970. Undefined: nothing waits. */
  get dueAt(): number | undefined {
    if (!this.present) return undefined;
    let earliest: number | undefined;
    for (const { pending } of this.#files.values()) {
      if (pending === undefined) continue;
      earliest = Math.min(earliest ?? Infinity, pending.dueAt);
    }
    return earliest;
  }

  /** Looks at the whole folder: at each file that is new, gone or not as it was. */
  async scan(): Promise<void> {
    const listing = await this.#list();
    if (listing === undefined) return;
    const changed: string[] = [];
    for (let start = 0; start < listing.length; start += parallelReads) {
      const names = listing.slice(start, start + parallelReads);
      const stamps = await Promise.all(names.map((name) => this.#stamp(name)));
      changed.push(...names.filter((name, at) => this.#files.get(name)?.stamp !== stamps[at]));
    }
    const present = new Set(listing);
    changed.push(...[...this.#files.keys()].filter((name) => !present.has(name)));
    await this.look(changed);
  }

  /** Looks at some files, whether they seem to have changed or not. */
  async look(names: readonly string[]): Promise<void> {
    for (let start = 0; start < names.length; start += parallelReads) {
      const some = names.slice(start, start + parallelReads);
      const readings = await Promise.all(some.map((name) => readWholeFile(join(this.#path, name))));
      for (const [at, reading] of readings.entries()) {
        const name = some[at];
        if (name !== undefined) await this.#take(name, reading);
      }
    }
  }

  /** Lets those files count that have been stable for long enough, and are not in doubt. */
  settle(isInDoubt: (name: string) => boolean): void {
    const now = Date.now();
    // While the folder is missing, no file of it was removed: all of them are only out of sight.
    if (!this.present) return;
    for (const [name, state] of this.#files) {
      const { pending } = state;
      if (pending === undefined || pending.dueAt > now || isInDoubt(name)) continue;
      const { verdict } = pending;
      if (verdict === "absent") {
        this.#ledger.remove(name);
        this.#files.delete(name);
        continue;
      }
      if (verdict.ok) this.#ledger.accept(name, verdict.manifests);
      else this.#ledger.keep(name, verdict.reason);
      this.#files.set(name, { ...state, pending: undefined });
    }
  }

  /** What has changed since the last call. */
  takeChanges(): readonly ObjectChange[] {
    return this.#ledger.takeChanges();
  }

  /** Everything that is wrong with the folder and in it. */
  problems(): readonly SourceProblem[] {
    const problems = this.#ledger.problems();
    const reason = this.#folderProblem ?? this.#excess;
    if (reason === undefined) return problems;
    const where = { origin: this.#path, object: undefined, path: undefined };
    return [{ severity: "error", ...where, reason }, ...problems];
  }

  async #list(): Promise<readonly string[] | undefined> {
    try {
      const names = (await readdir(this.#path)).filter(isManifestName).sort();
      const tooMany = names.length > maxFiles;
      this.#folderProblem = undefined;
      this.#excess = tooMany
        ? `The folder has ${names.length} manifests; those after the first ${maxFiles} are not read`
        : undefined;
      return names.slice(0, maxFiles);
    } catch (error) {
      const code = errorCode(error);
      this.#folderProblem = `The folder cannot be read (${code}); what its files said last is kept`;
      return undefined;
    }
  }

  async #stamp(name: string): Promise<string | undefined> {
    try {
      const stats = await stat(join(this.#path, name), { bigint: true });
      return stats.isFile() ? stampOf(stats) : undefined;
    } catch (error) {
      // No stamp that was kept: what is wrong will show when the file is read.
      return errorCode(error);
    }
  }

  async #take(name: string, reading: FileReading): Promise<void> {
    const before = this.#files.get(name);
    if (reading.kind === "absent") {
      if (before !== undefined) this.#await(name, before, "absent");
      return;
    }
    const state = before ?? {
      hash: undefined,
      stamp: undefined,
      parsed: new Map(),
      pending: undefined,
    };
    if (reading.kind === "failed") {
      const failed = { ...state, hash: undefined, stamp: undefined };
      this.#await(name, failed, { ok: false, reason: reading.reason });
      return;
    }
    await this.#takeContent(name, state, reading);
  }

  async #takeContent(
    name: string,
    before: FileState,
    reading: Extract<FileReading, { kind: "content" }>,
  ): Promise<void> {
    const { content, stamp, changedAt, readAt } = reading;
    const hash = createHash("sha1").update(content).digest("base64");
    const wasAbsent = before.pending?.verdict === "absent";
    if (hash === before.hash && !wasAbsent) {
      this.#files.set(name, { ...before, stamp });
      return;
    }
    const contents = await runWithBreaths(readContents(content, before.parsed));
    const parsed = contents.ok ? contents.parsed : before.parsed;
    const isStable = readAt - changedAt >= stableAfter;
    if (contents.ok && (isStable || !mayBeHalfWritten(content))) {
      this.#ledger.preview(name, contents.manifests);
    }
    const dueAt = isStable ? readAt : readAt + stableAfter;
    this.#files.set(name, { hash, stamp, parsed, pending: { verdict: contents, dueAt } });
  }

  /** Sets what a file will count as, unless it is what it waits for already. */
  #await(name: string, state: FileState, verdict: Pending["verdict"]): void {
    const waiting = verdict === "absent" && state.pending?.verdict === "absent";
    if (waiting) return;
    const dueAt = Date.now() + stableAfter;
    this.#files.set(name, { ...state, pending: { verdict, dueAt } });
  }
}
