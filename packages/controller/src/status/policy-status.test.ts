import { expect, test } from "vitest";

import { nodeChange, podChange, policyChange, policyNamed } from "../compile/testing/policies.ts";
import { perfectProgress, SmallWorld } from "../compile/testing/small-world.ts";
import type { NodeProgress } from "../node-tables.ts";
import { FactBook } from "./fact-book.ts";
import { policyStatus } from "./policy-status.ts";
import { severalNamespaces } from "./ready.ts";

function worldWithNodes(...nodes: readonly string[]): SmallWorld {
  const world = new SmallWorld();
  world.apply([
    policyChange(policyNamed("web")),
    podChange("a"),
    ...nodes.map((node) => nodeChange(node)),
  ]);
  return world;
}

function programmed(world: SmallWorld, progress: ReadonlyMap<string, NodeProgress>): string {
  const [status] = world.statuses(progress);
  const condition = status?.conditions.find(({ type }) => type === "Programmed");
  const nodes = `${status?.nodesProgrammed ?? ""}/${status?.nodesWanted ?? ""}`;
  return `${nodes} ${condition?.reason ?? ""}: ${condition?.message ?? ""}`;
}

test("policyStatus names up to three nodes that do not hold the policy, and why", () => {
  const world = worldWithNodes("node-b", "node-c", "node-d", "node-e");
  const agents = new Map(world.perfectAgents());
  const wanted = agents.get("node-b");
  if (wanted === undefined) throw new Error("node-b has an agent");
  agents.delete("node-b");
  agents.delete("node-e");
  agents.set("node-c", { ...wanted, applied: new Map() });
  agents.set("node-d", { ...wanted, connected: false, applied: new Map() });
  expect(programmed(world, agents)).toBe(
    "1/5 NodesNotProgrammed: Missing on 4 of 5 wanted nodes: node-b (its agent is not connected), node-c (the change is on its way), node-d (its agent is not connected) and 1 more",
  );
});

test("policyStatus names a refusal first", () => {
  const world = worldWithNodes("node-b");
  const table = world.table("node-b");
  const refused = new Map(
    [...table.redirects].map(
      ([key, { version }]) => [key, { version, message: "the table is full" }] as const,
    ),
  );
  const agents = new Map([["node-b", { ...perfectProgress(table), refused }]]);
  expect(programmed(world, agents)).toBe(
    "0/2 Refused: Missing on 2 of 2 wanted nodes: node-b (its agent refused 169.254.0.1:80/TCP: the table is full), node-a (its agent is not connected)",
  );
});

test("policyStatus wants a deleted node only while its agent is connected", () => {
  const world = new SmallWorld({ nodesAreListed: true });
  const nodes = [nodeChange("node-a"), nodeChange("node-b")];
  world.apply([policyChange(policyNamed("web")), podChange("a"), ...nodes]);
  const agents = new Map(world.perfectAgents());
  world.apply([{ kind: "Node", key: "node-a", object: undefined }]);
  expect(programmed(world, agents)).toMatch(/^2\/2 Programmed:/);
  agents.delete("node-a");
  expect(programmed(world, agents)).toMatch(/^1\/1 Programmed:/);
});

test("policyStatus wants a node that is not ready once its agent is connected", () => {
  const world = worldWithNodes();
  world.apply([
    { kind: "Node", key: "node-b", object: { name: "node-b", labels: {}, ready: false } },
  ]);
  const agents = new Map(world.perfectAgents());
  expect(programmed(world, agents)).toMatch(/^1\/1 Programmed/);
  agents.set("node-b", perfectProgress(world.table("node-b")));
  expect(programmed(world, agents)).toMatch(/^2\/2 Programmed/);
});

test("policyStatus waits for the sources before it says what is programmed", () => {
  const world = worldWithNodes();
  const facts = new FactBook().gather({
    cluster: world.cluster,
    compiler: world.compiler,
    table: (node) => world.table(node),
    progress: new Map(),
    behindSince: new Map(),
    listed: false,
    now: 0,
  });
  const conditions = [...facts].flatMap((fact) => policyStatus(fact, undefined, 0).conditions);
  const shown = conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`);
  expect(shown).toEqual([
    "Accepted True Accepted",
    "ResolvedRefs True ResolvedRefs",
    "Programmed Unknown Pending",
    "Ready Unknown Pending",
  ]);
});

test("policyStatus keeps the time of a transition until the condition's status changes", () => {
  const world = worldWithNodes();
  const factsAt = (progress: ReadonlyMap<string, NodeProgress>) =>
    new FactBook().gather({
      cluster: world.cluster,
      compiler: world.compiler,
      table: (node) => world.table(node),
      progress,
      behindSince: new Map(),
      listed: true,
      now: 0,
    });
  const [offline] = factsAt(new Map());
  const [online] = factsAt(world.perfectAgents());
  if (offline === undefined || online === undefined) throw new Error("There is a policy");
  const first = policyStatus(offline, undefined, 1);
  const second = policyStatus(offline, first, 2);
  const third = policyStatus(online, second, 3);
  expect(second.conditions.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual([
    1, 1, 1, 1,
  ]);
  expect(third.conditions.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual([
    1, 1, 3, 3,
  ]);
});

test.each([
  ["an address policy in several", {}, ["team-a", "team-b"], true],
  ["an address policy in one", {}, ["team-a", "team-a"], false],
  [
    "an address policy that means all",
    { backend: { ...policyNamed("web").spec.backend, namespaces: ["*"] } },
    ["team-a", "team-b"],
    false,
  ],
])("policyStatus remarks on the namespaces of backends of %s", (_, spec, namespaces, remarks) => {
  const world = new SmallWorld();
  const policy = policyNamed("web");
  world.apply([
    policyChange({ ...policy, spec: { ...policy.spec, ...spec } }),
    ...namespaces.map((namespace, index) =>
      podChange(`pod-${index}`, { namespace, podIPs: [`10.1.0.${index + 1}`] }),
    ),
  ]);
  const [status] = world.statuses();
  const ready = status?.conditions.find(({ type }) => type === "Ready");
  expect(ready).toMatchObject({ status: "True", reason: "Ready" });
  expect(ready?.message.includes(`${severalNamespaces} (team-a, team-b)`)).toBe(remarks);
});
