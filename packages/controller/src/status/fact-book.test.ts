import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { steps } from "../compile/testing/arbitrary-steps.ts";
import { nodeChange, podChange, policyChange, policyNamed } from "../compile/testing/policies.ts";
import { perfectProgress, SmallWorld } from "../compile/testing/small-world.ts";
import type { NodeProgress } from "../node-tables.ts";
import { FactBook } from "./fact-book.ts";
import type { World } from "./gather-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";

/** A small world as the book sees it, with agents that follow when they are told to. */
class WatchedWorld {
  readonly small: SmallWorld;
  readonly #progress = new Map<string, NodeProgress>();
  readonly #behindSince = new Map<string, number>();
  #now = 0;

  constructor(small = new SmallWorld()) {
    this.small = small;
  }

  /** The agent of a node has its table now. */
  follow(node: string): void {
    this.#progress.set(node, perfectProgress(this.small.table(node)));
  }

  /** As it stands after some time. */
  see(passed = 20_000): World {
    this.#now += passed;
    for (const [node, { digest }] of this.#progress) {
      if (digest === this.small.table(node).digest) this.#behindSince.delete(node);
      else if (!this.#behindSince.has(node)) this.#behindSince.set(node, this.#now);
    }
    return {
      cluster: this.small.cluster,
      compiler: this.small.compiler,
      table: (node) => this.small.table(node),
      progress: this.#progress,
      behindSince: this.#behindSince,
      listed: true,
      now: this.#now,
    };
  }
}

/** As values, with the nodes in their order. */
function plain(facts: Iterable<PolicyFacts>): unknown {
  return [...facts].map((fact) => ({ ...fact, nodes: fact.nodes.where(() => true) }));
}

function lookAt(book: FactBook, nodes: Iterable<string>, world: World): void {
  for (const node of nodes) book.look(node, world);
}

describe("FactBook", () => {
  test("knows after any steps what it would gather from nothing, also amid another gathering", () => {
    fc.assert(
      fc.property(steps, fc.boolean(), fc.nat(3), (taken, nodesAreListed, begun) => {
        const world = new WatchedWorld(new SmallWorld({ nodesAreListed }));
        const book = new FactBook();
        for (const { changes, look } of taken) {
          const said = changes.flatMap(({ kind, key }) => (kind === "Node" ? [key] : []));
          const stirred = new Set([...world.small.apply(changes), ...said]);
          lookAt(book, stirred, world.see());
          const other = book.gather(world.see());
          for (let count = 0; count < begun; count += 1) other.next();
          for (const node of look) world.follow(node);
          const seen = world.see();
          lookAt(book, look, seen);
          expect(plain(book.gather(seen))).toEqual(plain(new FactBook().gather(seen)));
          Array.from(other);
          expect(plain(book.gather(seen))).toEqual(plain(new FactBook().gather(seen)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("keeps the facts of policies of which nothing has changed", () => {
    const world = new WatchedWorld();
    world.small.apply([
      policyChange(policyNamed("web")),
      ...["node-a", "node-b"].map((node) => nodeChange(node)),
      podChange("a"),
    ]);
    const book = new FactBook();
    const [first] = book.gather(world.see());
    const [second] = book.gather(world.see());
    expect(second).toBe(first);
    world.follow("node-b");
    lookAt(book, ["node-b"], world.see());
    const [third] = book.gather(world.see());
    expect(third).not.toBe(first);
    expect(third?.nodes.facts[0]).toBe(first?.nodes.facts[0]);
    expect(third?.nodes.names).toBe(first?.nodes.names);
  });

  test("keeps one fact for nodes of which the same is known", () => {
    const world = new WatchedWorld();
    const nodes = ["node-a", "node-b", "node-c"];
    world.small.apply([policyChange(policyNamed("web")), ...nodes.map((node) => nodeChange(node))]);
    const [facts] = new FactBook().gather(world.see());
    expect(facts?.nodes.names).toEqual(nodes);
    expect(facts?.nodes.distinct().toArray()).toHaveLength(1);
  });
});
