import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import type { SourceProblem } from "../source-problem.ts";
import type { Source, SourceBatch } from "../source.ts";
import { Alarm } from "../../alarm.ts";
import { FolderReader } from "./folder-reader.ts";
import { FolderWatch } from "./folder-watch.ts";

/** How often the folder is looked through without an event, in milliseconds: events can be lost. */
const scanInterval = 2000;

/** How often a missing folder is looked for, in milliseconds. */
const missingInterval = 200;

/** How long files that keep changing may hold up the first listing, in milliseconds. */
const maxListingTime = 1000;

/** Objects from the manifests of a folder: `--source files:DIR`. */
export class FilesSource implements Source {
  readonly name: string;
  readonly listsNodes: boolean = false;
  readonly #path: string;

  constructor(path: string) {
    this.name = `files:${path}`;
    this.#path = path;
  }

  /** Reads the folder and follows it until the signal aborts. */
  async run(deliver: (batch: SourceBatch) => void, signal: AbortSignal): Promise<void> {
    const alarm = new Alarm();
    const ring = (): void => {
      alarm.ring();
    };
    const watch = new FolderWatch(this.#path, ring);
    const following = new Following(new FolderReader(this.#path), watch, deliver);
    signal.addEventListener("abort", ring);
    try {
      while (!signal.aborted) {
        await following.step();
        await alarm.wait(following.patience());
      }
    } finally {
      signal.removeEventListener("abort", ring);
      watch.close();
    }
  }
}

/** One run of a source: what it has delivered, and when it looks next. */
class Following {
  readonly #reader: FolderReader;
  readonly #watch: FolderWatch;
  readonly #deliver: (batch: SourceBatch) => void;
  #scanAt = 0;
  #listed = false;
  #firstScanAt: number | undefined;
  #problems: readonly SourceProblem[] = [];

  constructor(reader: FolderReader, watch: FolderWatch, deliver: (batch: SourceBatch) => void) {
    this.#reader = reader;
    this.#watch = watch;
    this.#deliver = deliver;
  }

  /** Looks where something happened or may have, and delivers what came of it. */
  async step(): Promise<void> {
    const causedAt = Date.now();
    const { names, everything } = this.#watch.take();
    if (everything || causedAt >= this.#scanAt) {
      await this.#watch.renew();
      await this.#reader.scan();
      if (this.#reader.present) this.#firstScanAt ??= causedAt;
      this.#scanAt = Date.now() + (this.#reader.present ? scanInterval : missingInterval);
    }
    if (names.length > 0) await this.#reader.look(names);
    // What has happened meanwhile is heard of in the event loop's next turn, and comes first.
    await setImmediate();
    this.#reader.settle((name) => this.#watch.concerns(name));
    this.#say(causedAt);
  }

  /** How long to wait for an event before the next step, in milliseconds. */
  patience(): number {
    const next = Math.min(this.#scanAt, this.#reader.dueAt ?? Infinity);
    return Math.max(0, next - Date.now());
  }

  #say(causedAt: number): void {
    const changes = this.#reader.takeChanges();
    const found = this.#reader.problems();
    const problems = isDeepStrictEqual(found, this.#problems) ? this.#problems : found;
    const listed = this.#listed || this.#isComplete();
    const isNews = changes.length > 0 || listed !== this.#listed || problems !== this.#problems;
    if (!isNews) return;
    this.#listed = listed;
    this.#problems = problems;
    this.#deliver({ changes, listed, problems, watermark: undefined, causedAt });
  }

  #isComplete(): boolean {
    if (this.#firstScanAt === undefined) return false;
    return this.#reader.dueAt === undefined || Date.now() - this.#firstScanAt > maxListingTime;
  }
}
