/** What a step has made out of date, for compile to do again. */
export interface Dirt {
  /** Policies that have come, gone or changed themselves, or whose Service has: on all nodes. */
  readonly policies: ReadonlySet<string>;
  /** Policies whose pods on a node have changed, by node. */
  readonly pods: ReadonlyMap<string, ReadonlySet<string>>;
  /** Nodes that have become known or unknown, or whose labels have changed: all policies there. */
  readonly nodes: ReadonlySet<string>;
}
