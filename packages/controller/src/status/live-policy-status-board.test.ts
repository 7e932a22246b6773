import fc from "fast-check";
import { afterEach, expect, test } from "vitest";

import { LiveNodeTables } from "../compile/live-node-tables.ts";
import { steps } from "../compile/testing/arbitrary-steps.ts";
import { nodeChange, policyChange, policyNamed } from "../compile/testing/policies.ts";
import { perfectProgress } from "../compile/testing/small-world.ts";
import type { NodeProgress, NodeProgressBoard } from "../node-tables.ts";
import { ScriptedSource } from "../sources/testing/scripted-source.ts";
import { LivePolicyStatusBoard } from "./live-policy-status-board.ts";
import { lagAllowance } from "./node-verdict.ts";

class FakeProgressBoard implements NodeProgressBoard {
  readonly progress = new Map<string, NodeProgress>();
  readonly #listeners = new Set<(nodes: ReadonlySet<string>) => void>();

  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(node: string, progress: NodeProgress): void {
    this.progress.set(node, progress);
    for (const listener of this.#listeners) listener(new Set([node]));
  }
}

const stop = new AbortController();
const boards: LivePolicyStatusBoard[] = [];

afterEach(() => {
  for (const board of boards.splice(0)) board.close();
});

test("LivePolicyStatusBoard follows tables, agents and the clock", () => {
  const source = new ScriptedSource();
  const tables = new LiveNodeTables([source]);
  const agents = new FakeProgressBoard();
  let now = 1000;
  const board = new LivePolicyStatusBoard(tables, agents, () => now);
  boards.push(board);
  void tables.run(stop.signal);
  const programmed = (): string | undefined =>
    board.policies()[0]?.conditions.find(({ type }) => type === "Programmed")?.reason;

  expect(board.policies()).toEqual([]);
  source.deliver([policyChange(policyNamed("web")), nodeChange("node-a")], { causedAt: now });
  expect(programmed()).toBe("NodesNotProgrammed");

  const held = perfectProgress(tables.table("node-a"));
  agents.set("node-a", held);
  expect(programmed()).toBe("Programmed");

  // The policy stays of its generation, and the agent does not follow.
  const changed = policyNamed("web", {}, { qosLimit: 1 });
  source.deliver([policyChange(changed)], { causedAt: now });
  expect(programmed()).toBe("Programmed");
  now += lagAllowance + 1;
  expect(programmed()).toBe("NodesNotProgrammed");
  now += 1000;
  source.deliver([policyChange(policyNamed("web", {}, { qosLimit: 2 }))], { causedAt: now });
  expect(programmed()).toBe("NodesNotProgrammed");

  agents.set("node-a", perfectProgress(tables.table("node-a")));
  expect(programmed()).toBe("Programmed");

  source.deliver([{ kind: "LocalRedirectPolicy", key: "web", object: undefined }]);
  expect(board.policies()).toEqual([]);
});

test("LivePolicyStatusBoard says after any steps what one that begins then says", () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (taken, listsNodes) => {
      const source = new ScriptedSource({ listsNodes });
      const tables = new LiveNodeTables([source]);
      const agents = new FakeProgressBoard();
      const begin = () => new LivePolicyStatusBoard(tables, agents, () => 1000);
      const board = begin();
      void tables.run(stop.signal);
      for (const { changes, look } of taken) {
        source.deliver(changes, { causedAt: 1000 });
        for (const [index, node] of look.entries()) {
          const connected = index > 0;
          agents.set(node, { ...perfectProgress(tables.table(node)), connected });
        }
        const fresh = begin();
        expect(board.policies()).toEqual(fresh.policies());
        fresh.close();
      }
      board.close();
    }),
  );
});

test("LivePolicyStatusBoard no longer wants a policy on a node that is not ready any more", () => {
  const source = new ScriptedSource({ listsNodes: true });
  const tables = new LiveNodeTables([source]);
  const agents = new FakeProgressBoard();
  const board = new LivePolicyStatusBoard(tables, agents);
  boards.push(board);
  void tables.run(stop.signal);
  source.deliver([policyChange(policyNamed("web")), nodeChange("node-a"), nodeChange("node-b")]);
  // It has what it should, and its agent has gone.
  agents.set("node-b", { ...perfectProgress(tables.table("node-b")), connected: false });
  expect(board.policies()).toMatchObject([{ nodesWanted: 2 }]);
  source.deliver([nodeChange("node-b", {}, false)]);
  expect(board.policies()).toMatchObject([{ nodesWanted: 1 }]);
});

test("LivePolicyStatusBoard notes transitions also while nobody asks", async () => {
  const source = new ScriptedSource();
  const tables = new LiveNodeTables([source]);
  const agents = new FakeProgressBoard();
  let now = 1000;
  const board = new LivePolicyStatusBoard(tables, agents, () => now);
  boards.push(board);
  void tables.run(stop.signal);
  let asked = 0;
  const original = tables.table.bind(tables);
  tables.table = (node) => {
    asked += 1;
    return original(node);
  };
  source.deliver([policyChange(policyNamed("web")), nodeChange("node-a")]);
  await expect.poll(() => asked).toBeGreaterThan(0);
  now = 2000;
  expect(board.policies()[0]?.conditions[0]?.lastTransitionTime).toBe(1000);
});
