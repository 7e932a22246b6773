import fc from "fast-check";
import { expect, test } from "vitest";

import type { ObjectChange } from "../sources/objects.ts";
import { steps } from "./testing/arbitrary-steps.ts";
import { SmallWorld } from "./testing/small-world.ts";

const nodes = ["n1", "n2", "n3"];

function tableOf(world: SmallWorld, node: string): unknown {
  const { redirects, digest } = world.table(node);
  return { digest, redirects: Object.fromEntries([...redirects].sort()) };
}

/** The last state of each object, as one step: what a control plane sees that starts now. */
function fromNothing(
  taken: readonly { readonly changes: readonly ObjectChange[] }[],
  nodesAreListed: boolean,
): SmallWorld {
  const last = new Map<string, ObjectChange>();
  for (const { changes } of taken) {
    for (const item of changes) last.set(`${item.kind} ${item.key}`, item);
  }
  const world = new SmallWorld({ nodesAreListed });
  world.apply([...last.values()].filter(({ object }) => object !== undefined));
  return world;
}

function withoutTimes(world: SmallWorld): unknown {
  return world.statuses().map((status) => ({
    ...status,
    conditions: status.conditions.map((condition) => ({ ...condition, lastTransitionTime: 0 })),
  }));
}

test("Compiler gives after any steps what it gives from nothing: tables and statuses", () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (taken, nodesAreListed) => {
      const world = new SmallWorld({ nodesAreListed });
      for (const { changes, look } of taken) {
        world.apply(changes);
        for (const node of look) world.table(node);
      }
      const fresh = fromNothing(taken, nodesAreListed);
      expect([...world.cluster.nodes].sort()).toEqual([...fresh.cluster.nodes].sort());
      for (const node of nodes) expect(tableOf(world, node)).toEqual(tableOf(fresh, node));
      expect(withoutTimes(world)).toEqual(withoutTimes(fresh));
    }),
    { numRuns: 500 },
  );
});

test("Compiler.apply names every node whose table a step changes", () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const world = new SmallWorld();
      const shown = new Map(nodes.map((node) => [node, world.table(node)]));
      for (const { changes } of taken) {
        const told = world.apply(changes);
        for (const node of nodes) {
          const table = world.table(node);
          if (!told.has(node)) expect(table).toBe(shown.get(node));
          shown.set(node, table);
        }
      }
    }),
    { numRuns: 200 },
  );
});
