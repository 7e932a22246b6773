import { describe, expect, test } from "vitest";

import { ProgressBoard } from "../serve/progress-board.ts";
import { ToldNodes } from "./told-nodes.ts";

function boardOf(nodes: number, redirects: number): ProgressBoard {
  const board = new ProgressBoard();
  const applied = new Map(
    Array.from({ length: redirects }, (_, index) => [
      `10.0.${index >> 8}.${index & 255}:80/TCP`,
      { version: "00".repeat(16), policyUid: "uid", generation: 1 },
    ]),
  );
  for (let index = 0; index < nodes; index += 1) board.update(`node-${index}`, { applied });
  return board;
}

describe("ToldNodes", () => {
  test("says at once that it is all where there is nothing", () => {
    const told = new ToldNodes(new Map());
    expect(told.next()).toEqual({ kind: "progress", nodes: [], snapshotEnd: true });
    expect([told.next(), told.isWaiting, told.isWhole]).toEqual([undefined, false, true]);
  });

  test("tells every node in messages of some size, the last of them as the end", () => {
    const told = new ToldNodes(boardOf(1200, 3).progress);
    const sizes = [told.next(), told.next(), told.next()].map((message) => [
      message?.nodes.length,
      message?.snapshotEnd,
    ]);
    expect(sizes).toEqual([
      [500, false],
      [500, false],
      [200, true],
    ]);
    expect(told.next()).toBeUndefined();
  });

  test("splits nodes that are large, and fills no message beyond measure", () => {
    const told = new ToldNodes(boardOf(3, 3000).progress);
    const counts: number[][] = [];
    for (let message = told.next(); message !== undefined; message = told.next()) {
      counts.push(message.nodes.map(({ applied }) => applied.length));
    }
    expect(counts).toEqual([
      [2000, 1000, 2000],
      [1000, 2000, 1000],
    ]);
  });

  test("tells changes of nodes once, as they are when their turn comes", () => {
    const board = boardOf(3, 1);
    const told = new ToldNodes(board.progress);
    told.look(["node-1"]);
    board.update("node-1", { agentVersion: "1.0.0" });
    expect(told.next()?.nodes).toMatchObject([
      { node: "node-0" },
      { node: "node-1", agentVersion: "1.0.0" },
      { node: "node-2" },
    ]);
    board.update("node-1", { agentVersion: "1.1.0" });
    board.disconnect("node-1");
    told.look(["node-1", "node-2", "node-9"]);
    expect(told.next()).toMatchObject({
      nodes: [{ node: "node-1", reset: false, connected: false, agentVersion: "1.1.0" }],
      snapshotEnd: false,
    });
    expect(told.isWaiting).toBe(false);
  });
});
