import { expect, test } from "vitest";

import { nodeChange, policyChange, policyNamed } from "../compile/testing/policies.ts";
import { perfectProgress, SmallWorld } from "../compile/testing/small-world.ts";
import { LagClock } from "./lag-clock.ts";

test("LagClock counts from the first change that a node has not followed", () => {
  const world = new SmallWorld();
  const progress = new Map<string, ReturnType<typeof perfectProgress>>();
  const tables = { nodes: world.cluster.nodes, table: (node: string) => world.table(node) };
  const clock = new LagClock(tables, { progress });
  const since = (): number | undefined => {
    clock.look(["node-a"]);
    return clock.behindSince.get("node-a");
  };

  world.apply([nodeChange("node-a"), policyChange(policyNamed("p"))]);
  const first = since();
  expect(first).toBe(world.table("node-a").causedAt);
  world.apply([policyChange(policyNamed("p", {}, { qosLimit: 1 }))]);
  expect(since()).toBe(first);
  progress.set("node-a", perfectProgress(world.table("node-a")));
  expect(since()).toBeUndefined();
  world.apply([policyChange(policyNamed("p", {}, { qosLimit: 2 }))]);
  expect(since()).toBe(world.table("node-a").causedAt);
  world.apply([{ kind: "Node", key: "node-a", object: undefined }]);
  expect(since()).toBeUndefined();
});
