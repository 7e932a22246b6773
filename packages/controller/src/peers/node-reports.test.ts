import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { emptyTable } from "../compile/table.ts";
import type { ReplicaProgress } from "../node-tables.ts";
import { applyReports } from "./apply-reports.ts";
import { internRedirects } from "./intern-redirects.ts";
import { nodeReports } from "./node-reports.ts";
import { replicaProgress } from "./testing/arbitrary-progress.ts";

const reader = { intern: internRedirects(() => emptyTable), now: 1000 };

function many(count: number, change: Partial<ReplicaProgress> = {}): ReplicaProgress {
  const applied = Array.from({ length: count }, (_, index) => {
    const redirect = { version: "00".repeat(16), policyUid: "uid", generation: 1 };
    return [`10.96.${index >> 8}.${index & 255}:80/TCP`, redirect] as const;
  });
  return {
    connected: true,
    connectedAt: 5,
    since: 5,
    toldAt: 6,
    syncedAt: undefined,
    agentVersion: "1.0.0",
    digest: "00".repeat(16),
    applied: new Map(applied),
    refused: new Map(),
    warnings: new Map(),
    ...change,
  };
}

describe("nodeReports", () => {
  test("applyReports(before, nodeReports(before, now)) = now", () => {
    const before = fc.option(replicaProgress, { nil: undefined });
    fc.assert(
      fc.property(before, replicaProgress, (one, other) => {
        const reports = nodeReports("node-1", one, other);
        expect(applyReports(one, reports, reader)).toEqual(other);
      }),
    );
  });

  test("a node that is forgotten is forgotten", () => {
    const reports = nodeReports("node-1", many(3), undefined);
    expect(reports).toMatchObject([{ node: "node-1", connected: false, reset: true }]);
    expect(applyReports(many(3), reports, reader)).toBeUndefined();
  });

  test("has only what differs", () => {
    const before = many(500);
    const applied = new Map(before.applied);
    applied.delete("10.96.0.0:80/TCP");
    applied.set("10.96.0.1:80/TCP", { version: "11".repeat(16), policyUid: "u", generation: 2 });
    const [report, ...others] = nodeReports("node-1", before, { ...before, applied });
    expect(others).toEqual([]);
    expect(report).toMatchObject({ reset: false, removed: ["10.96.0.0:80/TCP"], more: false });
    expect(report?.applied.map(({ frontend }) => frontend)).toEqual(["10.96.0.1:80/TCP"]);
    const [link] = nodeReports("node-1", before, { ...before, since: 9 });
    expect(link).toMatchObject({ since: 9, applied: [], removed: [] });
  });

  test("goes on in further reports where one would be too large", () => {
    const warnings = new Map([...many(120).applied.keys()].map((key) => [key, "Not armed"]));
    const large = many(4500, { warnings });
    const reports = nodeReports("node-1", undefined, large);
    expect(reports.map(({ applied }) => applied.length)).toEqual([2000, 2000, 500, 0, 0, 0]);
    expect(reports.map(({ reset }) => reset)).toEqual([true, false, false, false, false, false]);
    expect(reports.map(({ more }) => more)).toEqual([true, true, true, true, true, false]);
    expect(applyReports(undefined, reports, reader)).toEqual(large);
    const back = nodeReports("node-1", large, many(2));
    expect(applyReports(large, back, reader)).toEqual(many(2));
  });
});

describe("applyReports", () => {
  test("takes times of the future for now", () => {
    const reports = nodeReports("node-1", undefined, many(1, { since: 5000, toldAt: 5001 }));
    expect(applyReports(undefined, reports, reader)).toMatchObject({
      since: 1000,
      connectedAt: 1000,
      toldAt: 1000,
    });
  });

  test("has one value for equal redirects of all nodes", () => {
    const read = (): ReplicaProgress | undefined =>
      applyReports(undefined, structuredClone([...nodeReports("n", undefined, many(1))]), reader);
    const [one, other] = [read(), read()].map((progress) => [...(progress?.applied ?? [])][0]);
    expect(one?.[1]).toBe(other?.[1]);
  });
});
