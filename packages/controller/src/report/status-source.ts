import type { PolicyStatus } from "@localredirect/types";

import type { LiveNodeTables } from "../compile/live-node-tables.ts";
import type { Peers } from "../peers/peers.ts";
import { isWanted } from "../status/gather-facts.ts";
import type { EditionListener, LivePolicyStatusBoard } from "../status/live-policy-status-board.ts";

/** What this replica says of policies, and how much it has heard. */
export interface StatusSource {
  /** False: the sources have not been read to their end once, so that nothing is to be written. */
  readonly ready: boolean;
  /** By name, those of files too. */
  readonly statuses: ReadonlyMap<string, PolicyStatus>;
  /** All other replicas have told once what their nodes hold. */
  readonly peersComplete: boolean;
  /** Whether there is a wanted node that no agent has been heard of. */
  lacksNodes(): boolean;
  /** Calls back with all statuses when they, or what has been heard, may have changed. */
  onChange(listener: EditionListener): () => void;
}

/** The parts of a controller as one source. */
export class LiveStatusSource implements StatusSource {
  readonly #tables: LiveNodeTables;
  readonly #board: LivePolicyStatusBoard;
  readonly #peers: Pick<Peers, "board" | "hearing">;

  constructor(
    tables: LiveNodeTables,
    board: LivePolicyStatusBoard,
    peers: Pick<Peers, "board" | "hearing">,
  ) {
    this.#tables = tables;
    this.#board = board;
    this.#peers = peers;
  }

  get ready(): boolean {
    return this.#tables.ready;
  }

  get statuses(): ReadonlyMap<string, PolicyStatus> {
    return this.#board.statuses;
  }

  get peersComplete(): boolean {
    return this.#peers.hearing.complete;
  }

  lacksNodes(): boolean {
    const { progress } = this.#peers.board;
    const { cluster } = this.#tables;
    return [...cluster.nodes].some(
      (node) => isWanted(node, { cluster, progress }) && progress.get(node)?.digest === undefined,
    );
  }

  onChange(listener: EditionListener): () => void {
    const stops = [
      this.#board.onEdition(listener),
      this.#peers.hearing.onChange(() => {
        listener(this.#board.statuses);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }
}
