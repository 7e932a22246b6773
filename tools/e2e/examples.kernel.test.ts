import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { probeOne, type ProbeResult } from "../world/probe.ts";
import { conditionOf } from "./status-report.ts";
import { createStage, type Stage } from "./stage.ts";

const examples = `${import.meta.dirname}/../../deploy/examples`;
const policies = ["test-service.yaml", "test-addr.yaml"] as const;
const serviceIp = "10.96.10.80";
const virtualIp = "169.254.0.90";
const targets = [serviceIp, virtualIp].flatMap((ip) => [`${ip}:8080`, `${ip}:80`]);

let stage: Stage;
let app: Pod;
let local: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  local = await stage.addPod({
    name: "local",
    labels: { app: "http-redirect" },
    serves: ["tcp:80", "udp:80"],
  });
  const far = await stage.addPod({ name: "far", remote: true, serves: ["tcp:80", "tcp:8080"] });
  const ports = ["8080/TCP/a", "80/TCP/b"];
  await stage.addService({ name: "http-server-v4", ips: [serviceIp], ports, pods: [far] });
});

afterAll(async () => {
  await stage.close();
});

/** The server that answers each target, or nobody. */
async function whoAnswer(): Promise<readonly string[]> {
  const ask = (target: string): Promise<ProbeResult> => probeOne(app, { way: "tcp", target });
  const results = await Promise.all(targets.map(ask));
  return results.map((result) => (result.ok ? result.answer.server : "nobody"));
}

// One after the other: each begins where the one before has ended.
describe("the example policies, as they stand", () => {
  test("are not needed for the Service, and the virtual IP is nobody's without them", async () => {
    expect(await whoAnswer()).toEqual(["far", "far", "nobody", "nobody"]);
  });

  test("redirect all four ports to the pod's port 80", async () => {
    for (const name of policies) cpSync(join(examples, name), join(stage.manifests, name));
    for (const target of targets) await stage.answeredBy(app, { way: "tcp", target }, "local");
    const results = await Promise.all(
      targets.map((target) => probeOne(app, { way: "tcp", target })),
    );
    const here = `${local.addresses.v4}:80`;
    expect(results).toMatchObject(
      targets.map((target) => ({ peerName: target, answer: { local: here } })),
    );
  });

  test("leave UDP alone", async () => {
    const target = `${serviceIp}:80`;
    const result = await probeOne(app, { way: "udp", target, timeout: 500 });
    expect(result.ok).toBe(false);
  });

  test("are in force, under the id of the annotation", async () => {
    await stage.statusSays("that both are ready", (report) =>
      ["test-service", "test-addr"].every(
        (name) => conditionOf(report, name, "Ready").value === "True/Ready",
      ),
    );
    const report = await stage.status();
    expect(report.policies.find(({ name }) => name === "test-addr")?.serviceId).toBe(10_091);
  });

  test("are counted by policy, frontend and verdict", async () => {
    const redirected = [
      { policy: "test-service", frontend: `${serviceIp}:8080/TCP`, verdict: "redirected" },
      { policy: "test-addr", frontend: `${virtualIp}:80/TCP`, verdict: "redirected" },
    ] as const;
    const before = await Promise.all(redirected.map((labels) => stage.agent.verdicts(labels)));
    for (let time = 0; time < 5; time += 1) await whoAnswer();
    const after = await Promise.all(redirected.map((labels) => stage.agent.verdicts(labels)));
    expect(after).toEqual(before.map((count) => count + 5));
  });

  test("leave the Service to itself, and count that, while the pod is not ready", async () => {
    const labels = { policy: "test-service", frontend: `${serviceIp}:80/TCP` } as const;
    const before = await stage.agent.verdicts({ ...labels, verdict: "no_backend" });
    stage.setPod(local, { ready: false });
    await stage.answeredBy(app, { way: "tcp", target: `${serviceIp}:80` }, "far");
    expect(await whoAnswer()).toEqual(["far", "far", "nobody", "nobody"]);
    const after = await stage.agent.verdicts({ ...labels, verdict: "no_backend" });
    expect(after).toBeGreaterThanOrEqual(before + 2);
  });
});
