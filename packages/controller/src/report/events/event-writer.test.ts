import { createLogger } from "@localredirect/process";
import { Registry } from "prom-client";
import { afterEach, expect, test } from "vitest";

import { ApiError } from "../../kubernetes-api/api-connection.ts";
import { createReportMetrics } from "../report-metrics.ts";
import { MemoryPolicies } from "../testing/memory-policies.ts";
import { EventWriter } from "./event-writer.ts";
import type { PolicyEvent } from "./policy-transitions.ts";

const soon = { timeout: 20_000, interval: 10 };
const logger = createLogger({ format: "json", level: "silent" });
const pace = {
  limits: { perSecond: 100, burst: 25, perKey: 50 },
  pauses: { first: 5, last: 50 },
};
const policy = { name: "web", uid: "uid-web" };
const accepted: PolicyEvent = { reason: "Accepted", type: "Normal", note: "It is valid" };
const refused: PolicyEvent = { reason: "Refused", type: "Warning", note: "node-a refuses" };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

function start(api: MemoryPolicies) {
  const metrics = createReportMetrics(new Registry());
  const connect = () => Promise.resolve(api);
  const writer = new EventWriter({ connect, instance: "one", metrics, logger, pace });
  const abort = new AbortController();
  const running = writer.run(abort.signal);
  stops.push(async () => {
    abort.abort();
    await running;
  });
  const count = async (result: string): Promise<number> => {
    const { values } = await metrics.events.get();
    return values.find(({ labels }) => labels.result === result)?.value ?? 0;
  };
  return { writer, count };
}

test("EventWriter writes each event, and what repeats as one with a count", async () => {
  const api = new MemoryPolicies();
  const { writer } = start(api);
  writer.report(policy, [accepted, refused]);
  await expect.poll(() => api.events.size, soon).toBe(2);
  writer.report(policy, [refused]);
  writer.report(policy, [refused]);
  const series = () => [...api.events.values()].map((event) => event);
  await expect.poll(series, soon).toContainEqual(
    expect.objectContaining({
      reason: "Refused",
      series: expect.objectContaining({ count: 3 }) as unknown,
    }),
  );
  expect(api.events.size).toBe(2);
});

test("EventWriter tries again what fails, and takes one that is there already for written", async () => {
  const api = new MemoryPolicies();
  api.failures.push(new ApiError("busy", "Not now"), new ApiError("conflict", "It is there"));
  const { writer, count } = start(api);
  writer.report(policy, [accepted]);
  await expect.poll(() => count("written"), soon).toBe(1);
  expect(await count("failed")).toBe(1);
  expect(api.requests).toHaveLength(2);
});

test("EventWriter gives an event up after five attempts, and goes on with others", async () => {
  const api = new MemoryPolicies();
  const refusal = () => new ApiError("forbidden", "You may not");
  api.failures.push(...Array.from({ length: 5 }, refusal));
  const { writer, count } = start(api);
  writer.report(policy, [accepted]);
  await expect.poll(() => count("dropped"), soon).toBe(1);
  writer.report(policy, [refused]);
  await expect.poll(() => count("written"), soon).toBe(1);
  expect(api.requests).toHaveLength(6);
});
