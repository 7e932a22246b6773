import { expect, test } from "vitest";

import { policyChange, policyNamed, podChange } from "../compile/testing/policies.ts";
import { perfectProgress, SmallWorld } from "../compile/testing/small-world.ts";
import type { NodeProgress } from "../node-tables.ts";
import { judgeNode, lagAllowance } from "./node-verdict.ts";

const key = "169.254.0.1:80/TCP";
const now = 1_000_000;

const world = new SmallWorld();
world.apply([policyChange(policyNamed("web")), podChange("a")]);
const earlier = perfectProgress(world.table("node-a"));
world.apply([podChange("b")]);
const table = world.table("node-a");
const current = perfectProgress(table);
const { version } = table.redirects.get(key) ?? { version: "" };

/** What an agent holds: generation 0 is one that came before. */
function holding(progress: NodeProgress, generation: number): NodeProgress {
  const applied = [...progress.applied].map(([at, held]) => [at, { ...held, generation }] as const);
  return { ...progress, applied: new Map(applied) };
}

const refusal = new Map([[key, { version, message: "the table is full" }]]);
const oldRefusal = new Map([[key, { version: "0".repeat(32), message: "the table is full" }]]);

test.each<[string, NodeProgress | undefined, number | undefined, string]>([
  ["has never been heard of", undefined, undefined, "offline"],
  [
    "is connected and has not told what it holds",
    { ...current, digest: undefined },
    undefined,
    "pending",
  ],
  ["holds what is wanted", current, undefined, "programmed"],
  ["holds it and is gone", { ...current, connected: false }, undefined, "programmed"],
  ["holds it from another generation", holding(current, 0), undefined, "programmed"],
  ["holds an earlier version of this generation", earlier, now - 1, "programmed"],
  ["has done so for as long as allowed", earlier, now - lagAllowance, "programmed"],
  ["has done so for too long", earlier, now - lagAllowance - 1, "lagging"],
  [
    "has done so for too long and is gone",
    { ...earlier, connected: false },
    now - lagAllowance - 1,
    "offline",
  ],
  ["holds an earlier generation", holding(earlier, 0), now - 1, "pending"],
  [
    "holds an earlier generation and is gone",
    { ...holding(earlier, 0), connected: false },
    now - 1,
    "offline",
  ],
  ["holds nothing", { ...current, applied: new Map() }, now - 1, "pending"],
  ["refused this version", { ...earlier, refused: refusal }, now - 1, "refused"],
  ["refused another version", { ...current, refused: oldRefusal }, undefined, "programmed"],
])("judgeNode of a node whose agent %s", (_name, progress, behindSince, kind) => {
  expect(judgeNode({ wanted: [...table.redirects], progress, behindSince }, now).kind).toBe(kind);
});

test("judgeNode takes a policy of the same name with another uid for another policy", () => {
  const applied = new Map(
    [...earlier.applied].map(([at, held]) => [at, { ...held, policyUid: "x" }] as const),
  );
  const progress = { ...earlier, applied };
  expect(judgeNode({ wanted: [...table.redirects], progress, behindSince: now }, now).kind).toBe(
    "pending",
  );
});
