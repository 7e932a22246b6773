import { expect, test } from "vitest";

import type { NodeProgress } from "../node-tables.ts";
import { nodeStatus } from "./node-status.ts";
import { compiledRedirect, tableOfRange } from "./testing/tables.ts";

const table = tableOfRange(0, 2);
const now = 1_000_000;
const key = "10.96.0.1:80/TCP";
const connected: NodeProgress = {
  connected: true,
  connectedAt: now - 60_000,
  syncedAt: now - 1000,
  agentVersion: "1.0.0",
  digest: table.digest,
  applied: new Map(),
  refused: new Map(),
  warnings: new Map([
    [key, "Not armed"],
    ["10.0.0.9:1/UDP", "Not wanted any more"],
  ]),
};
const { version } = compiledRedirect(1);
const refused = new Map([[key, { version, message: "No room" }]]);
const refusedBefore = new Map([[key, { version: "0".repeat(32), message: "No room" }]]);
const behind = { ...connected, digest: "0".repeat(32) };

test.each<[string, NodeProgress | undefined, string]>([
  ["never seen", undefined, "offline"],
  ["gone", { ...connected, connected: false, connectedAt: undefined }, "offline"],
  ["that holds what is wanted", connected, "synced"],
  ["with a change on its way", behind, "pending"],
  ["that was synced 30 s ago", { ...behind, syncedAt: now - 30_001 }, "stale"],
  ["that has just connected", { ...behind, connectedAt: now - 5, syncedAt: 0 }, "pending"],
  [
    "that connected 30 s ago",
    { ...behind, connectedAt: now - 30_001, syncedAt: undefined },
    "stale",
  ],
  ["that refused something", { ...behind, refused }, "stale"],
  ["that refused what is not wanted any more", { ...behind, refused: refusedBefore }, "pending"],
])("nodeStatus of a node %s is %s", (_, progress, state) => {
  expect(nodeStatus("node-1", table, progress, now).state).toBe(state);
});

test("nodeStatus names frontend and policy of what was refused or warned of", () => {
  const { frontend } = compiledRedirect(1).redirect;
  const status = nodeStatus("node-1", table, { ...behind, refused }, now);
  expect(status.refused).toEqual([{ frontend, policy: "policy", message: "No room" }]);
  expect(status.warnings).toEqual([{ frontend, policy: "policy", message: "Not armed" }]);
});
