import { digestOf } from "@localredirect/types";
import type { NodeReport } from "@localredirect/types";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { emptyTable } from "../compile/table.ts";
import type { CompiledRedirect } from "../node-tables.ts";
import { ProgressBoard } from "../serve/progress-board.ts";
import type { WantedTable } from "./intern-redirects.ts";
import { MergedBoard } from "./merged-board.ts";
import { nodeReports } from "./node-reports.ts";
import { Replicas } from "./replicas.ts";
import type { Voice } from "./replicas.ts";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A replica in whose place the test speaks. */
class Speaker {
  readonly board: ProgressBoard = new ProgressBoard();
  readonly voice: Voice;

  constructor(replicas: Replicas, instance: string) {
    const admission = replicas.admit(instance);
    if (admission.kind !== "admitted") throw new Error(`It is ${admission.kind}`);
    this.voice = admission.voice;
  }

  /** Says all that it knows. */
  tell(snapshotEnd = true): void {
    const nodes = [...this.board.progress].flatMap(([node, progress]): readonly NodeReport[] =>
      nodeReports(node, undefined, progress),
    );
    this.voice.take({ kind: "progress", nodes, snapshotEnd });
  }

  connect(node: string, version: string): void {
    const redirect = { version, policyUid: "uid", generation: 1 };
    const applied = new Map([["10.0.0.1:80/TCP", redirect]]);
    this.board.update(node, { connectedAt: Date.now(), digest: digestOf([version]), applied });
  }
}

describe("MergedBoard", () => {
  const [v1, v2] = ["11".repeat(16), "22".repeat(16)];
  let own: ProgressBoard;
  let replicas: Replicas;
  let board: MergedBoard;
  let tables: Map<string, WantedTable>;
  const table = (node: string): WantedTable => tables.get(node) ?? emptyTable;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    own = new ProgressBoard();
    tables = new Map();
    replicas = new Replicas({ own: "own", retention: 30_000, now: Date.now, table });
    board = new MergedBoard(own, replicas);
  });

  afterEach(() => {
    replicas.close();
    vi.useRealTimers();
  });

  async function show(): Promise<Record<string, string>> {
    await nextTurn();
    const shown = [...board.progress].map(([node, { connected, applied }]) => {
      const held = [...applied.values()].map(({ version }) => version.slice(0, 2));
      return [node, `${connected ? "connected" : "apart"} ${held.join()}`];
    });
    return Object.fromEntries(shown) as Record<string, string>;
  }

  /** The node's table, with what Speaker.connect tells of. */
  function want(node: string, version: string): void {
    const compiled = { version, policyUid: "uid", generation: 1 } as CompiledRedirect;
    const redirects = new Map([["10.0.0.1:80/TCP", compiled]]);
    tables.set(node, { redirects, digest: digestOf([version]) });
  }

  test("keeps no copy of a table that a node holds", async () => {
    want("node-1", v1);
    const a = new Speaker(replicas, "a");
    a.connect("node-1", v1);
    a.connect("node-2", v1);
    a.tell();
    await nextTurn();
    expect(board.progress.get("node-1")?.applied).toBe(table("node-1").redirects);
    want("node-2", v1);
    replicas.shareTables(["node-2"]);
    await nextTurn();
    expect(board.progress.get("node-2")?.applied).toBe(table("node-2").redirects);
  });

  test("keeps what a node holds instead of its table", async () => {
    want("node-1", v2);
    const a = new Speaker(replicas, "a");
    a.connect("node-1", v1);
    a.tell();
    replicas.shareTables(["node-1"]);
    expect(await show()).toEqual({ "node-1": "connected 11" });
  });

  test("keeps what a gone replica said for 30 s, then its nodes count as not connected", async () => {
    const a = new Speaker(replicas, "a");
    a.connect("node-1", v1);
    a.connect("node-2", v1);
    a.tell();
    expect(await show()).toEqual({ "node-1": "connected 11", "node-2": "connected 11" });
    a.voice.lost();
    vi.advanceTimersByTime(29_999);
    own.update("node-2", { connectedAt: Date.now(), applied: new Map() });
    expect(await show()).toEqual({ "node-1": "connected 11", "node-2": "connected " });
    vi.advanceTimersByTime(1);
    expect(await show()).toEqual({ "node-1": "apart 11", "node-2": "connected " });
    vi.advanceTimersByTime(3_600_000);
    own.disconnect("node-2");
    expect(await show()).toEqual({ "node-1": "apart 11", "node-2": "apart " });
    const b = new Speaker(replicas, "b");
    b.connect("node-1", v2);
    b.tell();
    expect(await show()).toEqual({ "node-1": "connected 22", "node-2": "apart " });
  });

  test("forgets at the snapshot's end what the same replica no longer knows", async () => {
    const a = new Speaker(replicas, "a");
    a.connect("node-1", v1);
    a.connect("node-2", v1);
    a.tell();
    a.voice.lost();
    const again = new Speaker(replicas, "a");
    again.connect("node-2", v2);
    again.tell(false);
    expect(await show()).toEqual({ "node-1": "connected 11", "node-2": "connected 22" });
    again.tell(true);
    expect(await show()).toEqual({ "node-2": "connected 22" });
    vi.advanceTimersByTime(60_000);
    expect(await show()).toEqual({ "node-2": "connected 22" });
  });

  test("keeps the latest word on a node that several replicas had, and loses them all", async () => {
    const a = new Speaker(replicas, "a");
    const b = new Speaker(replicas, "b");
    a.connect("node-1", v1);
    vi.advanceTimersByTime(10);
    a.board.disconnect("node-1");
    b.connect("node-1", v2);
    b.tell();
    a.tell();
    expect(await show()).toEqual({ "node-1": "connected 22" });
    b.voice.lost();
    a.voice.lost();
    vi.advanceTimersByTime(30_000);
    expect(await show()).toEqual({ "node-1": "apart 22" });
    expect(replicas.nodeCount).toBe(0);
  });

  test("admits neither itself nor a replica that is heard already", () => {
    new Speaker(replicas, "a");
    expect(replicas.admit("own")).toEqual({ kind: "self" });
    expect(replicas.admit("a")).toEqual({ kind: "duplicate" });
  });

  test("keeps 16 gone replicas, and what the kernels of earlier ones' nodes hold", async () => {
    for (let index = 0; index < 20; index += 1) {
      const speaker = new Speaker(replicas, `r-${index}`);
      speaker.connect(`node-${index}`, v1);
      speaker.tell();
      speaker.voice.lost();
      vi.advanceTimersByTime(1);
    }
    expect(replicas.nodeCount).toBe(16);
    const shown = await show();
    expect(shown["node-3"]).toBe("apart 11");
    expect(shown["node-4"]).toBe("connected 11");
  });
});
