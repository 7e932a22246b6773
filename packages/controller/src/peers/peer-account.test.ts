import { digestOf } from "@localredirect/types";
import type { NodeReport } from "@localredirect/types";
import { describe, expect, test } from "vitest";

import { emptyTable } from "../compile/table.ts";
import type { CompiledRedirect } from "../node-tables.ts";
import { internRedirects } from "./intern-redirects.ts";
import type { WantedTable } from "./intern-redirects.ts";
import { PeerAccount } from "./peer-account.ts";
import { PeerViolation } from "./peer-violation.ts";

function report(node: string, change: Partial<NodeReport> = {}): NodeReport {
  return {
    ...{ node, connected: true, since: 1, toldAt: 1, syncedAt: undefined },
    ...{ agentVersion: undefined, digest: undefined, reset: true, more: false },
    ...{ applied: [], removed: [], refused: [], warnings: [], ...change },
  };
}

function redirects(from: number, to: number): NodeReport["applied"] {
  return Array.from({ length: to - from }, (_, index) => ({
    frontend: `10.0.0.${from + index}:80/TCP`,
    version: "00".repeat(16),
    policyUid: "uid",
    generation: 1,
  }));
}

const limits = { nodes: 3, size: 10, entries: 8 };

function open(changed: string[] = []): PeerAccount {
  return new PeerAccount(
    internRedirects(() => emptyTable),
    (node) => changed.push(node),
    limits,
  );
}

const say = (...nodes: NodeReport[]) => ({ kind: "progress", nodes, snapshotEnd: false }) as const;
const end = { kind: "progress", nodes: [], snapshotEnd: true } as const;

describe("PeerAccount", () => {
  test("counts a node that comes in parts when the last one has come", () => {
    const changed: string[] = [];
    const account = open(changed);
    account.begin();
    account.take(say(report("a", { applied: redirects(0, 2), more: true })), 5);
    expect([account.nodes.size, changed]).toEqual([0, []]);
    account.take(say(report("a", { applied: redirects(2, 3), reset: false })), 5);
    expect(account.nodes.get("a")?.applied.size).toBe(3);
    expect([account.size, changed]).toEqual([3, ["a"]]);
    expect(account.isWhole).toBe(false);
    account.take(end, 5);
    expect(account.isWhole).toBe(true);
  });

  test("builds on nothing that an earlier stream said", () => {
    const account = open();
    account.begin();
    account.take(say(report("a", { applied: redirects(0, 2) })), 5);
    account.begin();
    account.take(say(report("a", { applied: redirects(5, 6), reset: false })), 5);
    expect(account.nodes.get("a")?.applied.size).toBe(1);
    expect(account.size).toBe(1);
  });

  test("keeps a table instead of its copy, also of a replica that has said too much", () => {
    const told = redirects(0, limits.size + 1);
    const wanted = new Map(
      told.map(({ frontend, ...applied }) => [frontend, applied as CompiledRedirect]),
    );
    const digest = digestOf(told.map(({ version }) => version));
    let table: WantedTable = emptyTable;
    const account = new PeerAccount(
      internRedirects(() => table),
      () => undefined,
      { ...limits, entries: 100 },
    );
    account.begin();
    expect(() => {
      account.take(say(report("a", { applied: told, digest })), 5);
    }).toThrow(PeerViolation);
    table = { redirects: wanted, digest };
    expect(account.shareTable("a")).toBe(true);
    expect(account.nodes.get("a")?.applied).toBe(wanted);
    expect(account.shareTable("a")).toBe(false);
  });

  test("counts texts by their length", () => {
    const account = open();
    account.begin();
    const warnings = [{ frontend: "10.0.0.1:80/TCP", message: "x".repeat(101) }];
    account.take(say(report("a", { warnings })), 5);
    expect(account.size).toBe(4);
    account.take(say(report("a")), 5);
    expect(account.size).toBe(0);
  });

  const first = report("a", { more: true });
  test.each<[string, string, readonly (readonly NodeReport[] | "end")[]]>([
    ["another node among the parts of one", "out_of_order", [[first, report("b")]]],
    ["an end of the snapshot within a node", "out_of_order", [[first], "end"]],
    ["a second end of the snapshot", "out_of_order", ["end", "end"]],
    ["too many nodes", "too_much", [["a", "b", "c", "d"].map((node) => report(node))]],
    [
      "too many redirects",
      "too_much",
      [["a", "b"].map((node) => report(node, { applied: redirects(0, 6) }))],
    ],
    ["too many texts", "too_much", [[report("a", { warnings: [long()] })]]],
    [
      "endless parts that say something",
      "too_much",
      [[report("a", { removed: keys(9), more: true })]],
    ],
    ["endless parts that say nothing", "too_much", [Array.from({ length: 9 }, () => first)]],
  ])("does not take %s", (_, code, messages) => {
    const account = open();
    account.begin();
    expect(() => {
      for (const message of messages) account.take(message === "end" ? end : say(...message), 5);
    }).toThrow(expect.objectContaining({ name: PeerViolation.name, code }) as Error);
  });
});

function long(): NodeReport["warnings"][number] {
  return { frontend: "10.0.0.1:80/TCP", message: "x".repeat(1000) };
}

function keys(count: number): readonly string[] {
  return redirects(0, count).map(({ frontend }) => frontend);
}
