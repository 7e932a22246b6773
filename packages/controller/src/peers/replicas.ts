import type { NodesProgressMessage } from "@localredirect/types";

import { ChangeNotice } from "../change-notice.ts";
import type { ReplicaProgress } from "../node-tables.ts";
import { GoneNodes } from "./gone-nodes.ts";
import { internRedirects } from "./intern-redirects.ts";
import type { RedirectInterner, WantedTable } from "./intern-redirects.ts";
import type { Testimony } from "./merge-node.ts";
import { PeerAccount } from "./peer-account.ts";

/** What a replica is taken for that says which instance it is. */
export type Admission =
  /** It is this one. */
  | { readonly kind: "self" }
  /** Another stream to it stands: it has two addresses. */
  | { readonly kind: "duplicate" }
  | { readonly kind: "admitted"; readonly voice: Voice };

/** A stream of a replica, as it is heard. */
export interface Voice {
  /** Whether every node has been told once on this stream. */
  readonly isWhole: boolean;
  /**
   * Takes what it says.
   *
   * @throws PeerViolation when no replica says that
   */
  take(message: NodesProgressMessage): void;
  /** The stream has ended. */
  lost(): void;
}

/** What replicas are kept by. */
export interface ReplicasOptions {
  /** This replica's own instance. */
  readonly own: string;
  /** How long what a gone replica said stays as it was, in milliseconds. */
  readonly retention: number;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** What a node should hold, for which nothing else is kept where it does. */
  readonly table: (node: string) => WantedTable;
}

/** Replicas that are gone within the time of retention: more than an update replaces. */
const mostGone = 16;

interface Replica {
  readonly account: PeerAccount;
  /** Undefined: a stream to it stands. */
  gone: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;
}

/** What the other replicas have said of nodes, while they are heard and for a time after. */
export class Replicas {
  readonly #options: ReplicasOptions;
  readonly #intern: RedirectInterner;
  readonly #replicas = new Map<string, Replica>();
  readonly #goneNodes = new GoneNodes();
  readonly #notice = new ChangeNotice();

  constructor(options: ReplicasOptions) {
    this.#options = options;
    this.#intern = internRedirects(options.table);
  }

  /** Nodes that replicas tell of, each as often as replicas do. */
  get nodeCount(): number {
    return this.#sum(({ account }) => account.nodes.size);
  }

  /** The largest size of what one replica has said. */
  get largestSize(): number {
    return Math.max(0, ...Array.from(this.#replicas.values(), ({ account }) => account.size));
  }

  /** Calls back, once per turn of the event loop, when replicas say something else of nodes. */
  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    return this.#notice.onChange(listener);
  }

  /** What is said of a node, by this replica as given. */
  testimonies(node: string, own: ReplicaProgress | undefined): readonly Testimony[] {
    const said: Testimony[] = [];
    // Others are not told of a node that is not connected and has never told anything, either.
    if (own !== undefined && (own.connected || own.toldAt !== undefined)) {
      said.push({ replica: this.#options.own, witness: "own", progress: own });
    }
    for (const [replica, { account, gone }] of this.#replicas) {
      const progress = account.nodes.get(node);
      const witness = gone === undefined ? "heard" : "gone";
      if (progress !== undefined) said.push({ replica, witness, progress });
    }
    const gone = this.#goneNodes.unlessSuperseded(node, said);
    return gone === undefined ? said : [...said, gone];
  }

  /** A stream to a replica begins, which says that it is this instance. */
  admit(instance: string): Admission {
    if (instance === this.#options.own) return { kind: "self" };
    const known = this.#replicas.get(instance);
    if (known !== undefined && known.gone === undefined) return { kind: "duplicate" };
    clearTimeout(known?.gone?.timer);
    const account = known?.account ?? this.#open();
    account.begin();
    const replica: Replica = { account, gone: undefined };
    this.#replicas.set(instance, replica);
    this.#noteAll(account);
    return { kind: "admitted", voice: this.#voice(instance, replica) };
  }

  /**
   * These nodes' tables are others now: kept instead of copies of them, which others have told of
   * before. When a replica has started that is so of all nodes.
   */
  shareTables(nodes: Iterable<string>): void {
    let isShared = false;
    for (const node of nodes) {
      for (const { account } of this.#replicas.values()) {
        isShared = account.shareTable(node) || isShared;
      }
    }
    if (isShared) this.#intern.forget();
  }

  /** Lets nothing expire any more. */
  close(): void {
    for (const { gone } of this.#replicas.values()) clearTimeout(gone?.timer);
  }

  #open(): PeerAccount {
    return new PeerAccount(this.#intern, (node) => {
      this.#notice.note(node);
    });
  }

  #voice(instance: string, replica: Replica): Voice {
    const { account } = replica;
    return {
      get isWhole() {
        return account.isWhole;
      },
      take: (message) => {
        account.take(message, this.#options.now());
      },
      lost: () => {
        this.#lost(instance, replica);
      },
    };
  }

  #lost(instance: string, replica: Replica): void {
    const timer = setTimeout(() => {
      this.#retire(instance, replica);
    }, this.#options.retention).unref();
    replica.gone = { at: this.#options.now(), timer };
    this.#noteAll(replica.account);
    const gone = [...this.#replicas].filter(([, each]) => each.gone !== undefined);
    const [oldest] = gone.sort(([, one], [, other]) => goneAt(one) - goneAt(other));
    if (gone.length > mostGone && oldest !== undefined) this.#retire(...oldest);
  }

  /** Its nodes count as not connected from now on. */
  #retire(instance: string, replica: Replica): void {
    clearTimeout(replica.gone?.timer);
    this.#replicas.delete(instance);
    const lostAt = goneAt(replica);
    for (const [node, progress] of replica.account.nodes) {
      const forgotten = this.#goneNodes.keep(node, progress, lostAt);
      if (forgotten !== undefined) this.#notice.note(forgotten);
    }
    this.#noteAll(replica.account);
  }

  #noteAll({ nodes }: PeerAccount): void {
    for (const node of nodes.keys()) this.#notice.note(node);
  }

  #sum(count: (replica: Replica) => number): number {
    let sum = 0;
    for (const replica of this.#replicas.values()) sum += count(replica);
    return sum;
  }
}

function goneAt({ gone }: Replica): number {
  return gone?.at ?? Infinity;
}
