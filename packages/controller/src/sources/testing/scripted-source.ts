import { once } from "node:events";

import type { Watermark } from "@localredirect/types";

import type { ObjectChange } from "../objects.ts";
import type { Source, SourceBatch } from "../source.ts";

/** A source that says what a test tells it to. */
export class ScriptedSource implements Source {
  readonly name: string = "scripted";
  readonly listsNodes: boolean;
  /** What agents have been said to have seen. */
  readonly seen: Watermark[] = [];
  #deliver: ((batch: SourceBatch) => void) | undefined;

  constructor({ listsNodes = false }: { readonly listsNodes?: boolean } = {}) {
    this.listsNodes = listsNodes;
  }

  async run(deliver: (batch: SourceBatch) => void, signal: AbortSignal): Promise<void> {
    this.#deliver = deliver;
    if (!signal.aborted) await once(signal, "abort");
    this.#deliver = undefined;
  }

  noteSeen(seen: Watermark): void {
    this.seen.push(seen);
  }

  /** Delivers a batch; listed, unless it says otherwise. */
  deliver(changes: readonly ObjectChange[], rest: Partial<SourceBatch> = {}): void {
    const batch = { listed: true, problems: [], watermark: undefined, causedAt: 1, ...rest };
    this.#deliver?.({ ...batch, changes });
  }
}
