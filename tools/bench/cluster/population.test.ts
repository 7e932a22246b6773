import { expect, test } from "vitest";

import { quickSize } from "./cluster-size.ts";
import { nodeName, plannedPods, policyNames } from "./population.ts";

test.each([
  quickSize,
  { nodes: 20, pods: 100, agents: 20, policies: 5, replicas: 1, proof: "token" } as const,
])("plannedPods spreads the pods of every policy over the nodes of %j", (size) => {
  const pods = [...plannedPods(size)];
  expect(pods).toHaveLength(size.pods);
  expect(new Set(pods.map(({ ip }) => ip)).size).toBe(size.pods);
  expect(new Set(pods.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(size.pods);
  expect(new Set(pods.map(({ node }) => node)).size).toBe(size.nodes);

  const selected = pods.filter(({ policy }) => policy !== undefined);
  const share = selected.length / size.pods;
  expect(share).toBeGreaterThanOrEqual(1 / 3);
  expect(share).toBeLessThan(1 / 2);
  expect(new Set(selected.map(({ policy }) => policy))).toEqual(new Set(policyNames(size)));
  // One pod at most of each policy on a node: a change of one shows as none or one backend.
  const places = new Set(selected.map(({ policy = "", node }) => `${policy} ${node}`));
  expect(places.size).toBe(selected.length);
});

test("nodeName sorts as the numbers do", () => {
  const names = [0, 9, 10, 4_999].map(nodeName);
  expect([...names].sort()).toEqual(names);
});
