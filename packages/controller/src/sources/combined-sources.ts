import type { Watermark } from "@localredirect/types";

import type { ObjectChange } from "./objects.ts";
import type { SourceProblem } from "./source-problem.ts";
import type { SourceBatch } from "./source.ts";

/** What one of several sources has said so far. */
interface Share {
  listed: boolean;
  problems: readonly SourceProblem[];
  watermark: Watermark | undefined;
  /** Empty where there is no other source: what it says holds, and is kept by whoever applies it. */
  readonly objects: Map<string, ObjectChange>;
}

/**
 * Several sources as one: an object that more than one of them has is taken from the first. What it
 * returns is what its caller applies.
 */
export class CombinedSources {
  readonly #shares: readonly Share[];
  #problems: readonly SourceProblem[] = [];

  /** `count` sources, in the order of their precedence. */
  constructor(count: number) {
    this.#shares = Array.from({ length: count }, () => ({
      listed: false,
      problems: [],
      watermark: undefined,
      objects: new Map(),
    }));
  }

  /** Every source has delivered all that there was when it began. */
  get listed(): boolean {
    return this.#shares.every((share) => share.listed);
  }

  /** How far each source was read that says so. */
  get watermarks(): readonly Watermark[] {
    return this.#shares.map((share) => share.watermark).filter((mark) => mark !== undefined);
  }

  /** What is wrong, source by source; the same value until something of it changes. */
  get problems(): readonly SourceProblem[] {
    return this.#problems;
  }

  /**
   * Takes a batch of the source with an index, and returns what changes by it for all.
   * @throws {RangeError} when there is no such source.
   */
  take(index: number, batch: SourceBatch): readonly ObjectChange[] {
    const share = this.#shares[index];
    if (share === undefined) throw new RangeError(`There is no source ${index}`);
    share.listed ||= batch.listed;
    if (share.problems !== batch.problems) {
      share.problems = batch.problems;
      this.#problems = this.#shares.flatMap(({ problems }) => problems);
    }
    share.watermark = batch.watermark;
    return this.#shares.length === 1 ? batch.changes : this.#weigh(share, batch.changes);
  }

  /** What holds for all of what one source says; what each one says is kept for it. */
  #weigh(share: Share, said: readonly ObjectChange[]): readonly ObjectChange[] {
    const changes: ObjectChange[] = [];
    for (const change of said) {
      const id = `${change.kind} ${change.key}`;
      const before = this.#winner(id);
      if (change.object === undefined) share.objects.delete(id);
      else share.objects.set(id, change);
      const after = this.#winner(id);
      if (after !== before) changes.push(after ?? change);
    }
    return changes;
  }

  #winner(id: string): ObjectChange | undefined {
    return this.#shares.find((share) => share.objects.has(id))?.objects.get(id);
  }
}
