import type { FrontendKey } from "@localredirect/types";

import type { CompiledRedirect, CompiledTable } from "../node-tables.ts";
import type { ClusterView } from "../state/cluster-state.ts";
import type { Dirt } from "../state/dirt.ts";
import type { Loss, WorksHere } from "./claims.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { compileRedirects } from "./node-redirects.ts";
import { worksOn } from "./node-scope.ts";
import { PolicyBook } from "./policy-book.ts";
import { emptyTable, replacePolicies } from "./table.ts";

/** When a policy became out of date last on all nodes, and by what. */
interface Revision {
  readonly number: number;
  readonly causedAt: number;
}

interface NodeRecord {
  readonly table: CompiledTable;
  /** Up to which revision of the policies the table is right. */
  readonly revision: number;
}

/** What has become out of date on one node by its own pods or labels. */
interface Pending {
  readonly policies: ReadonlySet<string>;
  readonly everything: boolean;
  readonly causedAt: number;
}

/** What is to be compiled again on one node, and when the first reason for it arose. */
interface Work {
  readonly policies: ReadonlySet<string>;
  readonly causedAt: number;
}

/** Before the first revision. */
const never = -1;

/**
 * Every node's table, kept up to date: a step only notes what has become out of date, and a node's
 * table is compiled when it is asked for, as far as it is out of date. What comes out is the same as
 * if it were compiled from nothing.
 */
export class Compiler {
  readonly #cluster: ClusterView;
  readonly #book: PolicyBook;
  readonly #revisions = new Map<string, Revision>();
  readonly #nodes = new Map<string, NodeRecord>();
  readonly #pending = new Map<string, Pending>();
  /** Redirects of nodes without pods of the policy, which are the same on all of them. */
  readonly #bare = new WeakMap<CompiledPolicy, ReadonlyMap<FrontendKey, CompiledRedirect>>();
  #revision = 0;
  #causedAt = 0;

  /** `cluster` is read whenever a table is asked for; each of its steps is to be told to `apply`. */
  constructor(cluster: ClusterView) {
    this.#cluster = cluster;
    this.#book = new PolicyBook(cluster);
  }

  /** Takes what a step made out of date; returns the nodes that may have another table by it. */
  apply(dirt: Dirt, causedAt: number): ReadonlySet<string> {
    this.#causedAt = causedAt;
    const changed = new Set([...dirt.pods.keys(), ...dirt.nodes]);
    for (const [node, policies] of dirt.pods) {
      this.#postpone(node, { policies, everything: false, causedAt });
    }
    for (const node of dirt.nodes) {
      this.#postpone(node, { policies: new Set(), everything: true, causedAt });
    }
    if (dirt.policies.size === 0) return changed;
    this.#revise(this.#book.update(dirt.policies), causedAt);
    return new Set([...changed, ...this.#cluster.nodes]);
  }

  /** The table of a node; an empty one where the node is not known. */
  table(node: string): CompiledTable {
    if (this.#cluster.node(node) === undefined) return emptyTable;
    const record = this.#nodes.get(node);
    const pending = this.#pending.get(node);
    if (record?.revision === this.#revision && pending === undefined) return record.table;
    const table = this.#compile(node, record, pending);
    this.#pending.delete(node);
    this.#nodes.set(node, { table, revision: this.#revision });
    return table;
  }

  /** What a policy means on whatever node. Undefined: it redirects nothing anywhere. */
  policy(name: string): CompiledPolicy | undefined {
    return this.#book.get(name);
  }

  /** The id of a policy, also of a disabled one. Undefined: none, as its annotation is bad. */
  serviceId(name: string): number | undefined {
    return this.#book.serviceId(name);
  }

  /** Whether another policy claims something of a policy, so that it may have losses. */
  isContested(name: string): boolean {
    return this.#book.isContested(name);
  }

  /** What a policy claims and does not own on a node on which it works. */
  losses(name: string, node: string): readonly Loss[] {
    return this.#book.losses(name, this.#worksOn(node));
  }

  #revise(names: ReadonlySet<string>, causedAt: number): void {
    this.#revision += 1;
    for (const name of names) {
      if (this.#book.get(name) === undefined) this.#revisions.delete(name);
      else this.#revisions.set(name, { number: this.#revision, causedAt });
    }
  }

  #postpone(node: string, pending: Pending): void {
    if (this.#cluster.node(node) === undefined) {
      this.#nodes.delete(node);
      this.#pending.delete(node);
    } else if (this.#nodes.has(node)) {
      const before = this.#pending.get(node);
      this.#pending.set(node, before === undefined ? pending : merge(before, pending));
    }
  }

  #compile(
    node: string,
    record: NodeRecord | undefined,
    pending: Pending | undefined,
  ): CompiledTable {
    const { policies, causedAt } =
      record === undefined
        ? { policies: new Set(this.#revisions.keys()), causedAt: this.#causedAt }
        : this.#workOn(record, pending);
    const works = this.#worksOn(node);
    return replacePolicies(record?.table ?? emptyTable, {
      isStale: (name) => policies.has(name) || this.#book.get(name) === undefined,
      fresh: new Map([...policies].flatMap((name) => [...this.#redirectsOf(name, node, works)])),
      causedAt,
    });
  }

  #workOn(record: NodeRecord, pending: Pending | undefined): Work {
    const policies = new Set(pending?.policies);
    const from = pending?.everything === true ? never : record.revision;
    let causedAt = pending?.causedAt ?? this.#causedAt;
    for (const [name, revision] of this.#revisions) {
      if (revision.number <= from) continue;
      policies.add(name);
      if (revision.number > record.revision) causedAt = Math.min(causedAt, revision.causedAt);
    }
    return { policies, causedAt };
  }

  #worksOn(node: string): WorksHere {
    const labels = this.#cluster.node(node)?.labels;
    return (name) => {
      const compiled = this.#book.get(name);
      return compiled !== undefined && worksOn(compiled.policy, labels);
    };
  }

  #redirectsOf(
    name: string,
    node: string,
    works: WorksHere,
  ): Iterable<readonly [FrontendKey, CompiledRedirect]> {
    const policy = this.#book.get(name);
    if (policy === undefined || !works(name)) return [];
    const owned = this.#book.owned(policy, works);
    const pods = this.#cluster.selectedPods(node, name);
    if (pods.length > 0) return compileRedirects(policy, owned, pods);
    const bare = this.#bareOf(policy);
    return owned.flatMap(({ key }) => {
      const redirect = bare.get(key);
      return redirect === undefined ? [] : [[key, redirect] as const];
    });
  }

  #bareOf(policy: CompiledPolicy): ReadonlyMap<FrontendKey, CompiledRedirect> {
    const known = this.#bare.get(policy);
    if (known !== undefined) return known;
    const bare = compileRedirects(policy, policy.frontends, []);
    this.#bare.set(policy, bare);
    return bare;
  }
}

function merge(before: Pending, after: Pending): Pending {
  return {
    policies: new Set([...before.policies, ...after.policies]),
    everything: before.everything || after.everything,
    causedAt: Math.min(before.causedAt, after.causedAt),
  };
}
