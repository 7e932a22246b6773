import { expect, test } from "vitest";

import { CombinedSources } from "./combined-sources.ts";
import type { NodeObject, ObjectChange } from "./objects.ts";
import type { SourceBatch } from "./source.ts";

function node(name: string, object: Partial<NodeObject> | undefined): ObjectChange {
  const complete = object === undefined ? undefined : { name, labels: {}, ready: true, ...object };
  return { kind: "Node", key: name, object: complete };
}

function batch(changes: readonly ObjectChange[], rest: Partial<SourceBatch> = {}): SourceBatch {
  return { changes, listed: true, problems: [], watermark: undefined, causedAt: 1, ...rest };
}

test("CombinedSources takes an object from the first source that has it", () => {
  const combined = new CombinedSources(2);
  const fromSecond = node("a", { labels: { from: "second" } });
  const fromFirst = node("a", { labels: { from: "first" } });
  expect(combined.take(1, batch([fromSecond]))).toEqual([fromSecond]);
  expect(combined.take(0, batch([fromFirst]))).toEqual([fromFirst]);
  expect(combined.take(1, batch([node("a", { ready: false })]))).toEqual([]);
  const gone = node("a", undefined);
  expect(combined.take(0, batch([gone]))).toEqual([node("a", { ready: false })]);
  expect(combined.take(1, batch([gone]))).toEqual([gone]);
});

test("CombinedSources is listed once all of its sources are, and stays so", () => {
  const combined = new CombinedSources(2);
  combined.take(0, batch([]));
  expect(combined.listed).toBe(false);
  combined.take(1, batch([]));
  combined.take(0, batch([], { listed: false }));
  expect(combined.listed).toBe(true);
});

test("CombinedSources has the problems and watermarks of all", () => {
  const combined = new CombinedSources(2);
  const problem = {
    severity: "error",
    origin: "a",
    object: undefined,
    path: undefined,
    reason: "b",
  } as const;
  const watermark = { source: "kubernetes", epoch: 1, revision: 2 };
  combined.take(0, batch([], { problems: [problem] }));
  combined.take(1, batch([], { problems: [problem], watermark }));
  expect(combined.problems).toHaveLength(2);
  expect(combined.watermarks).toEqual([watermark]);
});

test("CombinedSources.take throws where there is no such source", () => {
  expect(() => new CombinedSources(1).take(1, batch([]))).toThrow(RangeError);
});
