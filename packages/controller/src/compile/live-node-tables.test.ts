import { expect, test } from "vitest";

import { ScriptedSource } from "../sources/testing/scripted-source.ts";
import { LiveNodeTables } from "./live-node-tables.ts";
import { nodeChange, podChange, policyChange, policyNamed } from "./testing/policies.ts";

test("LiveNodeTables says nothing before every source is listed, then names all nodes", async () => {
  const [first, second] = [new ScriptedSource(), new ScriptedSource()];
  const tables = new LiveNodeTables([first, second]);
  const stop = new AbortController();
  const running = tables.run(stop.signal);
  const told: string[][] = [];
  const steps: string[][] = [];
  const unsubscribe = tables.onChange((nodes) => told.push([...nodes].sort()));
  tables.onStep((nodes) => steps.push([...nodes].sort()));

  first.deliver([policyChange(policyNamed("web")), nodeChange("node-b")]);
  expect(tables.ready).toBe(false);
  expect(told).toEqual([]);
  expect(steps).toEqual([["node-b"]]);
  second.deliver([podChange("a")]);
  expect(tables.ready).toBe(true);
  expect(told).toEqual([["node-a", "node-b"]]);
  expect([...tables.nodes].sort()).toEqual(["node-a", "node-b"]);
  expect(tables.table("node-a").redirects.size).toBe(1);

  first.deliver([], { problems: [] });
  expect(told).toHaveLength(1);
  expect(steps).toHaveLength(3);
  unsubscribe();
  second.deliver([podChange("a", { ready: false })]);
  expect(told).toHaveLength(1);
  stop.abort();
  await running;
});

test("LiveNodeTables tells of a node of which only the readiness has changed, as of a step", () => {
  const source = new ScriptedSource();
  const tables = new LiveNodeTables([source]);
  void tables.run(new AbortController().signal);
  source.deliver([policyChange(policyNamed("web")), nodeChange("node-a"), nodeChange("node-b")]);
  const told: string[][] = [];
  const steps: string[][] = [];
  tables.onChange((nodes) => told.push([...nodes]));
  tables.onStep((nodes) => steps.push([...nodes]));
  source.deliver([nodeChange("node-a", {}, false)]);
  expect({ told, steps }).toEqual({ told: [], steps: [["node-a"]] });
});

test("LiveNodeTables gives an empty table to a node that no source knows", () => {
  const tables = new LiveNodeTables([]);
  expect(tables.table("nowhere")).toMatchObject({ digest: "0".repeat(32), causedAt: 0 });
  expect(tables.table("nowhere").redirects.size).toBe(0);
});

test.each([
  [[false, false], true],
  [[false, true], false],
])(
  "LiveNodeTables, its sources listing Nodes %j, takes pods for a ready node: %s",
  (list, ready) => {
    const sources = list.map((listsNodes) => new ScriptedSource({ listsNodes }));
    const tables = new LiveNodeTables(sources);
    void tables.run(new AbortController().signal);
    sources[0]?.deliver([policyChange(policyNamed("web")), podChange("a")]);
    expect(tables.cluster.node("node-a")).toMatchObject({ ready });
    expect(tables.table("node-a").redirects.size).toBe(1);
  },
);

test("LiveNodeTables empties the table of a node that the sources forget", () => {
  const source = new ScriptedSource();
  const tables = new LiveNodeTables([source]);
  void tables.run(new AbortController().signal);
  source.deliver([policyChange(policyNamed("web")), podChange("a")]);
  expect(tables.table("node-a").redirects.size).toBe(1);
  const told: string[] = [];
  tables.onChange((nodes) => told.push(...nodes));
  source.deliver([{ kind: "Pod", key: "default/a", object: undefined }]);
  expect(told).toEqual(["node-a"]);
  expect(tables.table("node-a").redirects.size).toBe(0);
});

test("LiveNodeTables.noteSeen tells each source what has been seen of it", () => {
  const source = new ScriptedSource();
  const tables = new LiveNodeTables([source]);
  const own = { source: "scripted", epoch: 0, revision: 7 };
  tables.noteSeen([{ ...own, source: "another" }, own]);
  expect(source.seen).toEqual([own]);
});
