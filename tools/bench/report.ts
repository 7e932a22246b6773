import type { AgentResult } from "./agent.ts";
import type { ConnectResult } from "./connect.ts";
import type { LatencyResult } from "./latency.ts";
import { formatTable } from "./text-table.ts";

const nanoseconds = (value: number): string => `${value.toFixed(1)} ns`;
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** What connections cost, as two tables. */
export function connectReport(result: ConnectResult): string {
  const { redirects, empty, release, programs, connections } = result;
  return [
    `Program at connect, ${redirects} redirects: medians above an empty program's ${nanoseconds(empty)}`,
    "",
    formatTable(
      ["destination", "bare", "ours", "ours / bare"],
      programs.map(({ title, bare, ours, ratio }) => [
        title,
        nanoseconds(bare),
        nanoseconds(ours),
        ratio === undefined ? "" : ratio.toFixed(2),
      ]),
    ),
    "",
    `Program at a socket's release: ${nanoseconds(release.redirected)} redirected, ` +
      `${nanoseconds(release.unrelated)} unrelated`,
    "",
    "TCP socket, connect and close: wall time, against a direct one without any program",
    "",
    formatTable(
      ["connection", "median", "ratio"],
      connections.map((connection) => [
        connection.title,
        `${(connection.nanoseconds / 1_000).toFixed(1)} µs`,
        connection.ratio.toFixed(3),
      ]),
    ),
  ].join("\n");
}

/** How long changes take. */
export function latencyReport(results: readonly LatencyResult[]): string {
  return [
    "From a manifest's change to the kernel's map",
    "",
    formatTable(
      ["redirects beside it", "changes", "median", "p99", "longest"],
      results.map(({ redirects, changes, median, p99, longest }) => [
        String(redirects),
        String(changes),
        milliseconds(median),
        milliseconds(p99),
        milliseconds(longest),
      ]),
    ),
  ].join("\n");
}

/** What agents cost. */
export function agentReport(results: readonly AgentResult[]): string {
  return [
    "Agent, started with nothing pinned",
    "",
    formatTable(
      ["redirects", "start to filled", "resident", "processor, idle for 2 s"],
      results.map(({ redirects, toReady, residentMegabytes, idleProcessor }) => [
        String(redirects),
        milliseconds(toReady),
        `${residentMegabytes.toFixed(1)} MB`,
        milliseconds(idleProcessor),
      ]),
    ),
  ].join("\n");
}
