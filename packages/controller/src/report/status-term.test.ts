import { createLogger } from "@localredirect/process";
import type { PolicyStatus } from "@localredirect/types";
import { Registry } from "prom-client";
import { afterEach, expect, test, vi } from "vitest";

import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { EditionListener } from "../status/live-policy-status-board.ts";
import { createReportMetrics } from "./report-metrics.ts";
import { statusObject } from "./status-object.ts";
import type { StatusSource } from "./status-source.ts";
import { StatusTerm } from "./status-term.ts";
import { MemoryPolicies } from "./testing/memory-policies.ts";

const soon = { timeout: 20_000, interval: 5 };
const logger = createLogger({ format: "json", level: "silent" });

/** What a replica says, as the test has it say. */
class ScriptedStatuses implements StatusSource {
  ready = true;
  peersComplete = true;
  isLackingNodes = false;
  statuses: ReadonlyMap<string, PolicyStatus> = new Map();
  readonly #listeners = new Set<EditionListener>();

  lacksNodes(): boolean {
    return this.isLackingNodes;
  }

  onChange(listener: EditionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  say(...statuses: readonly PolicyStatus[]): void {
    this.statuses = new Map(statuses.map((status) => [status.name, status]));
    for (const listener of this.#listeners) listener(this.statuses);
  }
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
  vi.useRealTimers();
});

/** A term that begins with what the source and the API have now. */
function begin(source: ScriptedStatuses, api: MemoryPolicies) {
  const abort = new AbortController();
  const metrics = createReportMetrics(new Registry());
  const told: string[] = [];
  const term = new StatusTerm(
    {
      ...{ source, metrics, logger },
      connect: () => Promise.resolve(api),
      onWritten: ({ name }) => told.push(name),
    },
    abort.signal,
  );
  const ended = term.run();
  const stop = async (): Promise<void> => {
    abort.abort();
    await ended;
  };
  running.push(stop);
  const count = async (result: string): Promise<number> => {
    const { values } = await metrics.statusWrites.get();
    return values.find(({ labels }) => labels.result === result)?.value ?? 0;
  };
  return { stop, count, told };
}

function policy(change: Partial<PolicyStatus> = {}): PolicyStatus {
  const condition = (type: string, status: "True" | "False", reason: string) => ({
    ...{ type, status, reason, message: "" },
    observedGeneration: 1,
    lastTransitionTime: 0,
  });
  const isHeld = (change.nodesProgrammed ?? 2) === 2;
  return {
    name: "web",
    uid: "uid-web",
    generation: 1,
    enabled: true,
    frontend: "169.254.0.1",
    serviceId: 7,
    conditions: [
      isHeld
        ? condition("Programmed", "True", "Programmed")
        : condition("Programmed", "False", "NodesNotProgrammed"),
    ],
    nodesWanted: 2,
    nodesProgrammed: 2,
    backends: 1,
    origin: "",
    ...change,
  };
}

test("StatusTerm writes what the API does not hold, each once, and tells of it", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  api.stored.set("same", {
    uid: "uid-same",
    revision: 1,
    status: statusObject(policy({ name: "same", uid: "uid-same" })),
  });
  const { told } = begin(source, api);
  source.say(policy(), policy({ name: "same", uid: "uid-same" }));
  await expect.poll(() => told, soon).toEqual(["web"]);
  source.say(policy(), policy({ name: "same", uid: "uid-same", backends: 5 }));
  await expect.poll(() => told, soon).toEqual(["web", "same"]);
  expect(api.requests.map(({ path }) => path.replace(/\?.*/, ""))).toEqual([
    "/apis/balancing.elf.io/v1beta1/localredirectpolicies/web/status",
    "/apis/balancing.elf.io/v1beta1/localredirectpolicies/same/status",
  ]);
  expect(api.requests[0]).toMatchObject({ body: { metadata: { resourceVersion: "1" } } });
  expect(api.lists).toBe(1);
});

test("StatusTerm writes nothing before the sources have been read", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  source.ready = false;
  const { told } = begin(source, api);
  source.say(policy({ backends: 0 }));
  await expect.poll(() => api.lists, soon).toBe(1);
  source.ready = true;
  source.say(policy());
  await expect.poll(() => told, soon).toEqual(["web"]);
  expect(api.requests).toHaveLength(1);
});

test("StatusTerm writes the last of what has changed meanwhile", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  const { told } = begin(source, api);
  for (let backends = 1; backends <= 50; backends += 1) source.say(policy({ backends }));
  await expect.poll(() => told.length, soon).toBeGreaterThan(0);
  await expect.poll(() => api.stored.get("web")?.status?.backends, soon).toBe(50);
  expect(api.requests.length).toBeLessThanOrEqual(2);
});

test("StatusTerm does not write counts that are soon as they were", async () => {
  vi.useFakeTimers();
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  const { told } = begin(source, api);
  source.say(policy());
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(["web"]);
  source.say(policy({ backends: 0 }));
  await vi.advanceTimersByTimeAsync(900);
  source.say(policy());
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(["web"]);
  source.say(policy({ backends: 2 }));
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(["web", "web"]);
});

test("StatusTerm writes a condition at once, though counts of the policy wait", async () => {
  vi.useFakeTimers();
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  api.stored.set("web", { uid: "uid-web", revision: 1, status: statusObject(policy()) });
  const { told } = begin(source, api);
  source.say(policy({ backends: 2 }));
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual([]);
  const conditions = policy().conditions.map((condition) => ({ ...condition, reason: "Refused" }));
  source.say(policy({ backends: 2, conditions }));
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual(["web"]);
});

test.each([
  ["busy", "failed"],
  ["unreachable", "failed"],
  ["not-found", "gone"],
  ["conflict", "conflict"],
] as const)("StatusTerm tries again what fails as %s, and counts it", async (code, result) => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  api.failures.push(new ApiError(code, "Not now"));
  const { told, count } = begin(source, api);
  source.say(policy());
  await expect.poll(() => told, soon).toEqual(["web"]);
  expect([await count(result), await count("written")]).toEqual([1, 1]);
});

test("StatusTerm replaces the status of an object that nothing can be applied to", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  const refusal = () => new ApiError("busy", "failed to create typed live object");
  api.failures.push(refusal(), refusal(), refusal());
  const { told } = begin(source, api);
  source.say(policy());
  await expect.poll(() => told, soon).toEqual(["web"]);
  const types = api.requests.map(({ contentType }) => contentType);
  const apply = "application/apply-patch+yaml";
  expect(types).toEqual([apply, apply, apply, "application/merge-patch+json"]);
  expect(api.requests.at(-1)).toMatchObject({ body: { metadata: { resourceVersion: "1" } } });
});

test("StatusTerm stops trying once the policy is gone", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  api.failures.push(new ApiError("not-found", "There is none"));
  const { told, count } = begin(source, api);
  source.say(policy());
  await expect.poll(() => count("gone"), soon).toBe(1);
  source.say(policy({ name: "other", uid: "uid-other" }));
  await expect.poll(() => told, soon).toEqual(["other"]);
  source.say(policy({ name: "other", uid: "uid-other", backends: 2 }));
  await expect.poll(() => told, soon).toEqual(["other", "other"]);
  expect(api.requests).toHaveLength(3);
});

test("StatusTerm writes nothing before it knows what the API holds", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  api.outage = new ApiError("unreachable", "It is not there");
  const { told } = begin(source, api);
  source.say(policy());
  await expect.poll(() => api.lists, soon).toBeGreaterThan(1);
  expect(api.requests).toEqual([]);
  api.outage = undefined;
  await expect.poll(() => told, soon).toEqual(["web"]);
});

test("StatusTerm lowers no count before all have been heard, and then does", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  api.stored.set("web", { uid: "uid-web", revision: 1, status: statusObject(policy()) });
  source.peersComplete = false;
  const { told } = begin(source, api);
  source.say(policy({ nodesProgrammed: 1, backends: 3 }));
  // What does not depend on nodes is written at once.
  await expect.poll(() => told, soon).toEqual(["web"]);
  const status = () => api.stored.get("web")?.status;
  expect(status()).toMatchObject({ backends: 3, nodes: { programmed: 2 } });
  source.peersComplete = true;
  source.isLackingNodes = true;
  source.say(policy({ nodesProgrammed: 1, backends: 4 }));
  await expect.poll(() => status()?.backends, soon).toBe(4);
  expect(status()).toMatchObject({ nodes: { programmed: 2 } });
  source.isLackingNodes = false;
  source.say(...source.statuses.values());
  await expect.poll(() => status()?.nodes?.programmed, soon).toBe(1);
});

test("StatusTerm leaves the status of a newer generation, and of files, alone", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  const newer = statusObject(policy({ generation: 2 }));
  api.stored.set("web", { uid: "uid-web", revision: 1, status: newer });
  const { told } = begin(source, api);
  source.say(
    policy(),
    policy({ name: "file", origin: "a.yaml:1" }),
    policy({ name: "other", uid: "uid-other" }),
  );
  await expect.poll(() => told, soon).toEqual(["other"]);
  expect(api.stored.get("web")?.status).toBe(newer);
});

test("StatusTerm asks for a policy that it has not listed, and for one that has changed", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies()];
  const { told, count } = begin(source, api);
  await expect.poll(() => api.lists, soon).toBe(1);
  api.stored.set("web", { uid: "uid-web", revision: 7, status: undefined });
  source.say(policy());
  await expect.poll(() => told, soon).toEqual(["web"]);
  api.stored.set("web", { uid: "uid-web", revision: 9, status: undefined });
  source.say(policy({ backends: 2 }));
  await expect.poll(() => told, soon).toEqual(["web", "web"]);
  expect([api.lists, await count("conflict")]).toEqual([3, 1]);
});

test("StatusTerm writes nothing to a policy that was made anew under the name", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web")];
  const { told, count } = begin(source, api);
  await expect.poll(() => api.lists, soon).toBe(1);
  api.stored.set("web", { uid: "another", revision: 2, status: undefined });
  source.say(policy());
  await expect.poll(() => count("gone"), soon).toBeGreaterThan(0);
  expect(api.stored.get("web")).toEqual({ uid: "another", revision: 2, status: undefined });
  source.say(policy({ uid: "another" }));
  await expect.poll(() => told, soon).toEqual(["web"]);
});

test("StatusTerm writes nothing after it has ended", async () => {
  const [source, api] = [new ScriptedStatuses(), new MemoryPolicies("web", "same", "other")];
  const { stop } = begin(source, api);
  await stop();
  source.say(policy());
  expect(api.requests).toEqual([]);
});
