import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Place } from "../world/place.ts";
import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { startWhoami } from "../world/whoami.ts";
import { podManifest, policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import type { StatusReport } from "./status-report.ts";

const serviceIp = "10.96.5.10";
const question = { way: "tcp", target: `${serviceIp}:80` } as const;
const labels = { app: "local" };
const serves = ["tcp:80"];
/** By which the kubelet knows a static pod. */
const configHash = "0123456789abcdef0123456789abcdef";

let stage: Stage;
let app: Pod;
let local: Pod;
let fixed: Pod;

beforeAll(async () => {
  stage = await createStage({ cgroupDriver: "systemd" });
  app = await stage.addPod({ name: "app" });
  local = await stage.addPod({ name: "local", labels, serves });
  // Its cgroup is there, its manifest comes later.
  fixed = await stage.world.addPod({ name: "fixed", uid: configHash });
  await startWhoami(fixed, "fixed", serves);
  const far = await stage.addPod({ name: "far", remote: true, serves });
  await stage.addService({ name: "web", ips: [serviceIp], ports: ["80/TCP/http"], pods: [far] });
  const ports = { frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };
  stage.write("policy.yaml", policyManifest("web", "default/web", { select: labels, ...ports }));
  await stage.answeredBy(app, question, "local");
});

afterAll(async () => {
  await stage.close();
});

async function serverOf(place: Place): Promise<string> {
  return whoAnswered(await probeOne(place, question));
}

/** The API server knows a static pod by another uid than the kubelet and its cgroup. */
function writeStaticPod(annotations: Readonly<Record<string, string>>): void {
  const pod = { ...fixed, uid: "11111111-2222-4333-8444-555555555555" };
  const state = { nodeName: stage.world.name, labels, ready: true, annotations };
  stage.write("pod-fixed.yaml", podManifest(pod, state));
}

function warns({ nodes }: StatusReport): boolean {
  return nodes.some(({ warnings }) => warnings.some(({ message }) => message.includes("fixed")));
}

describe("a pod of a node with systemd's cgroups", () => {
  test("is recognised by its slice", async () => {
    expect(await serverOf(local)).toBe("far");
    expect(await serverOf(app)).toBe("local");
  });

  test("is recognised in a container just made", async () => {
    expect(await serverOf(local.addContainer("container-2"))).toBe("far");
  });
});

// One after the other: the second begins where the first has ended.
describe("a static pod", () => {
  test("that nothing leads to is warned of, since it may loop", async () => {
    writeStaticPod({});
    await stage.statusSays("that the pod has no cgroup", warns);
    stage.setPod(local, { ready: false });
    await stage.settled();
    expect(await serverOf(fixed)).toBe("fixed");
    stage.setPod(local, { ready: true });
  });

  test("is recognised by the hash of its configuration", async () => {
    writeStaticPod({ "kubernetes.io/config.hash": configHash });
    await stage.answeredBy(fixed, question, "far");
    expect(await serverOf(fixed.addContainer("container-2"))).toBe("far");
    await stage.statusSays("nothing of the pod", (report) => !warns(report));
  });
});
