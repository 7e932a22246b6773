import { describe, expect, test } from "vitest";
import { FakeDatapath } from "../datapath/testing/fake-datapath.ts";
import type { SubscriberEvent } from "../subscribe/subscriber-events.ts";
import { sampleRedirects } from "../subscribe/testing/sample-redirects.ts";
import { createAgentMetrics } from "./metrics.ts";

async function scrape(
  events: readonly SubscriberEvent[] = [],
  secondsAlone?: number,
  datapath = new FakeDatapath({ adopted: sampleRedirects(2), capacity: 10 }),
): Promise<readonly string[]> {
  const readings = {
    datapath,
    isServed: () => true,
    secondsAlone: () => secondsAlone,
    tokenExpiresAt: () => (secondsAlone === undefined ? undefined : 1_800_000_000_000),
  };
  const { registry, observe } = createAgentMetrics("0.1.0", readings);
  events.forEach(observe);
  return (await registry.metrics()).split("\n");
}

describe("createAgentMetrics", () => {
  test("reads the table when it is scraped", async () => {
    const datapath = new FakeDatapath({ adopted: sampleRedirects(2), capacity: 10 });
    datapath.count("10.96.0.1:80/TCP", "redirected", 7);
    datapath.warn([
      { id: "00000000000000aa", message: "a" },
      { id: "00000000000000aa", message: "b" },
    ]);
    expect(await scrape([], 1.5, datapath)).toEqual(
      expect.arrayContaining([
        "localredirect_agent_redirects 2",
        "localredirect_agent_redirects_warned 1",
        "localredirect_agent_connected 1",
        "localredirect_agent_last_contact_seconds 1.5",
        "localredirect_agent_token_expiry_timestamp_seconds 1800000000",
        'localredirect_agent_map_entries{map="frontends"} 2',
        'localredirect_agent_map_capacity_entries{map="frontends"} 10',
        'localredirect_agent_verdicts_total{policy="policy-1",frontend="10.96.0.1:80/TCP",verdict="redirected"} 7',
        'localredirect_agent_build_info{version="0.1.0"} 1',
      ]),
    );
  });

  test("says nothing of a contact that never was", async () => {
    const lines = await scrape();
    expect(lines.filter((line) => line.startsWith("localredirect_agent_last_contact"))).toEqual([]);
  });

  test("counts what the subscription tells", async () => {
    const report = {
      ...{ nonce: 1, upserts: 2, removals: 0, warnings: [], completesTable: true },
      refused: [{ id: undefined, code: "invalid", message: "Is 0" } as const],
    };
    const address = "127.0.0.1:1";
    const cause = { kind: "violation", reason: "rubbish" } as const;
    const lines = await scrape([
      { kind: "served", address, controller: "replica-1", controllerVersion: "0.1.0" },
      { kind: "applied", report, seconds: 0.002 },
      { kind: "mismatch", expected: "", holds: "" },
      { kind: "moving", address, reason: "", delay: 0 },
      { kind: "ended", address, wasServed: true, cause, retryIn: 100 },
      { kind: "ended", address, wasServed: true, cause: { kind: "left" }, retryIn: undefined },
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        "localredirect_agent_batches_applied_total 1",
        'localredirect_agent_refusals_total{code="invalid"} 1',
        "localredirect_agent_reconnects_total 1",
        'localredirect_agent_stream_ends_total{cause="violation"} 1',
        'localredirect_agent_stream_ends_total{cause="left"} 1',
        "localredirect_agent_moves_total 1",
        "localredirect_agent_digest_mismatches_total 1",
        'localredirect_agent_apply_duration_seconds_bucket{le="0.0025"} 1',
        'localredirect_agent_apply_duration_seconds_bucket{le="0.001"} 0',
      ]),
    );
  });

  test("has a help text for each", async () => {
    const lines = await scrape();
    const names = lines
      .filter((line) => line.startsWith("# TYPE "))
      .map((line) => line.split(" ")[2]);
    for (const name of names) expect(lines.join("\n")).toMatch(`# HELP ${name ?? ""} `);
  });
});
