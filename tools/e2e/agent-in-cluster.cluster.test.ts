import { copyFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readTokenClaims } from "@localredirect/process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { requestAgentToken, writeControllerAuthority } from "../dev/identities.ts";
import { namespace } from "../deploy/installation.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { until } from "../world/until.ts";
import { type AgentEndpoint, agentEndpoint } from "./agent-endpoint.ts";
import {
  type ClusterStage,
  createClusterStage,
  endpointOf,
  type Replica,
} from "./cluster-stage.ts";
import { policyToLocal } from "./redirected-stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

// API servers and controllers start and end within one test.
vi.setConfig({ testTimeout: 240_000 });

const load = { way: "tcp", target: "169.254.0.90:80", allowed: ["local"] } as const;

let stage: ClusterStage;
let agent: AgentEndpoint;
let first: Replica;
let second: Replica;

beforeAll(async () => {
  stage = await createClusterStage();
  agent = agentEndpoint(stage.agent.http);
  [first, second] = stage.replicas;
  await stage.api.apply(policyToLocal("first", "169.254.0.90"));
  await first.start();
  await mountAuthority();
  await mountToken("node-1", 1_200);
  await stage.agent.start();
  await untilAnswered("169.254.0.90");
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** As the kubelet does it: never half-written. */
function mount(file: string, content: string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

/** What a kubelet would mount from the ConfigMap as it is now. */
async function mountAuthority(): Promise<void> {
  const path = await writeControllerAuthority(stage.api);
  copyFileSync(path, `${stage.authority}.new`);
  renameSync(`${stage.authority}.new`, stage.authority);
}

/** @returns the token @param life in seconds */
async function mountToken(node: string, life: number): Promise<string> {
  const token = await requestAgentToken(stage.api, node, life);
  mount(stage.token, token);
  return token;
}

async function untilAnswered(address: string): Promise<void> {
  await until(`${address}:80 is answered by the pod on the node`, async () => {
    const target = `${address}:80`;
    return whoAnswered(await probeOne(stage.app, { way: "tcp", target, timeout: 500 })) === "local";
  });
}

/** Waits until the agent has logged something once more than before. */
async function untilLogged(text: string, before: number): Promise<void> {
  await until(`the agent logs ${text}`, () => timesLogged(text) > before);
}

function timesLogged(text: string): number {
  return stage.log(stage.agent).split(text).length - 1;
}

const served = '"served by a controller"';

async function tokensReviewed(replica: Replica): Promise<number> {
  const page = await agentEndpoint(replica.http).page("/metrics");
  const series = 'localredirect_controller_token_reviews_total{outcome="answered"} ';
  return Number(
    page
      .split("\n")
      .find((line) => line.startsWith(series))
      ?.slice(series.length),
  );
}

/** Does something under load; no connection may fail or go astray. */
async function harmless(action: (more: () => Promise<void>) => Promise<void>): Promise<void> {
  expect(await underLoad(stage.app, [load], action)).toMatchObject(unharmed);
}

test("by its token, the bundle and the controller's name it gets its node's table", async () => {
  expect(await agent.page("/readyz?verbose")).toContain("1 redirects, from the controller");
  expect(await agent.metric("connected")).toBe(1);
});

test("a token that the kubelet renews is sent in the stream, and reviewed", async () => {
  const reviewed = await tokensReviewed(first);
  const before = timesLogged(served);
  await harmless(async () => {
    const expiry = readTokenClaims(await mountToken("node-1", 3_600))?.expiresAt ?? NaN;
    await until("the agent has sent the new token", async () => {
      return (await agent.metric("token_expiry_timestamp_seconds")) === expiry / 1_000;
    });
    await until("the controller has it reviewed", async () => {
      return (await tokensReviewed(first)) > reviewed;
    });
  });
  await stage.api.apply(policyToLocal("renewed", "169.254.0.91"));
  await untilAnswered("169.254.0.91");
  expect(timesLogged(served)).toBe(before);
});

test("a token of another node is refused, and nothing of that node's comes", async () => {
  const before = timesLogged(served);
  await harmless(async () => {
    const refused = timesLogged("PERMISSION_DENIED");
    await mountToken("node-2", 3_600);
    await untilLogged("PERMISSION_DENIED", refused);
    expect(await agent.metric("redirects")).toBe(2);
    await mountToken("node-1", 3_600);
    await untilLogged(served, before);
  });
});

test("an agent that starts before its files are mounted serves what is pinned, and waits", async () => {
  await stage.agent.stop();
  rmSync(stage.authority);
  rmSync(stage.token);
  const before = timesLogged(served);
  await harmless(async () => {
    await stage.agent.start();
    expect(await agent.page("/readyz?verbose")).toContain("adopted from an earlier agent");
    await untilLogged("Cannot read the authorities' certificate", 0);
    await mountAuthority();
    await untilLogged("Cannot read the token file", 0);
    await mountToken("node-1", 3_600);
    await untilLogged(served, before);
  });
});

test("a replica that stops hands its agent over to the next", async () => {
  await second.start();
  const [before, lost, left] = [served, '"lost the controller', '"left the controller"'].map(
    timesLogged,
  );
  await harmless(async () => {
    stage.service.leadTo(endpointOf(second));
    await first.stop();
    await untilLogged(served, before ?? 0);
  });
  // It was served by the next before it left.
  expect(timesLogged('"left the controller"')).toBe((left ?? 0) + 1);
  expect(timesLogged('"lost the controller')).toBe(lost);
  await stage.api.apply(policyToLocal("handed-over", "169.254.0.92"));
  await untilAnswered("169.254.0.92");
});

test("an authority that is lost and made anew is believed once its bundle is mounted", async () => {
  const before = timesLogged(served);
  await harmless(async () => {
    const objects = ["secret/localredirect-ca", "configmap/localredirect-ca"];
    await stage.api.kubectl(["delete", "--namespace", namespace, ...objects]);
    await first.start();
    stage.service.leadTo(endpointOf(first));
    const refused = timesLogged('"no controller"');
    await second.kill();
    await untilLogged('"no controller"', refused);
    expect(timesLogged(served)).toBe(before);
    await mountAuthority();
    await untilLogged(served, before);
  });
});

test("an outage of the API server costs nothing, and ends when it is back", async () => {
  // Not reviewed yet; of one that was, the answer is remembered for a while.
  const next = await requestAgentToken(stage.api, "node-1", 3_600);
  await harmless(async (more) => {
    await stage.api.killApiServer();
    await more();
    expect(await agent.metric("connected")).toBe(1);
    await stage.agent.stop();
    mount(stage.token, next);
    const before = timesLogged(served);
    await stage.agent.start();
    expect(await agent.page("/readyz?verbose")).toContain("adopted from an earlier agent");
    await untilLogged("The API server cannot be asked", 0);
    await stage.api.startApiServer();
    await untilLogged(served, before);
  });
  await stage.api.apply(policyToLocal("after", "169.254.0.93"));
  await untilAnswered("169.254.0.93");
});
