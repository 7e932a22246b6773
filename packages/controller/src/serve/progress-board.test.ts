import { expect, test } from "vitest";

import { ProgressBoard } from "./progress-board.ts";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("ProgressBoard merges what is told, and keeps it when the agent goes", () => {
  let now = 6;
  const board = new ProgressBoard(() => now);
  board.update("node-1", { connectedAt: 5, agentVersion: "1.0.0" });
  board.update("node-1", { digest: "d" });
  const before = board.progress.get("node-1");
  expect(before).toMatchObject({ connected: true, connectedAt: 5, since: 5, digest: "d" });
  now = 7;
  board.disconnect("node-1");
  expect(board.progress.get("node-1")).toEqual({
    ...before,
    connected: false,
    connectedAt: undefined,
    since: 7,
  });
  board.disconnect("node-2");
  expect(board.progress.has("node-2")).toBe(false);
});

test("ProgressBoard knows when an agent last told what its kernel holds", () => {
  let now = 6;
  const board = new ProgressBoard(() => now);
  board.update("node-1", { connectedAt: 5, digest: "d" });
  expect(board.progress.get("node-1")?.toldAt).toBeUndefined();
  board.update("node-1", { digest: "d", applied: new Map() });
  now = 8;
  board.update("node-1", { syncedAt: 8 });
  board.disconnect("node-1");
  expect(board.progress.get("node-1")).toMatchObject({ toldAt: 6, since: 8, syncedAt: 8 });
});

test("ProgressBoard tells of all that changed once a turn, until told to stop", async () => {
  const board = new ProgressBoard();
  const heard: string[][] = [];
  const stop = board.onChange((nodes) => heard.push([...nodes]));
  board.update("node-1", {});
  board.update("node-2", {});
  board.update("node-1", { digest: "d" });
  await nextTurn();
  expect(heard).toEqual([["node-1", "node-2"]]);
  stop();
  board.update("node-1", {});
  await nextTurn();
  expect(heard).toHaveLength(1);
});

test("ProgressBoard forgets the nodes that left first when there are too many", () => {
  const board = new ProgressBoard();
  for (let index = 0; index <= 10_000; index += 1) {
    board.update(`node-${index}`, {});
    board.disconnect(`node-${index}`);
  }
  expect(board.progress.size).toBe(10_000);
  expect(board.progress.has("node-0")).toBe(false);
});
