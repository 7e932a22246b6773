import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCgroup } from "../world/cgroup.ts";
import type { Place } from "../world/place.ts";
import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { podManifest, policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

const target = "10.97.0.1:80";

let stage: Stage;
let app: Pod;
let burstable: Pod;
let guaranteed: Place;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  // The kubelet puts guaranteed pods one level higher. Made first, its cgroup has the smaller id.
  const uid = "0a0a0a0a-0000-4000-8000-000000000001";
  const cgroup = join(stage.world.cgroup, "kubepods", `pod${uid}`, "container-1");
  createCgroup(cgroup);
  const labels = { app: "cache" };
  const elsewhere = await stage.addPod({ name: "network" });
  guaranteed = { namespace: elsewhere.namespace, cgroup };
  const state = { nodeName: stage.world.name, labels, ready: false };
  stage.write("guaranteed.yaml", podManifest({ ...elsewhere, name: "guaranteed", uid }, state));
  burstable = await stage.addPod({ name: "burstable", labels, serves: ["tcp:80"] });
  const far = await stage.addPod({ name: "far", remote: true, serves: ["tcp:80"] });
  await stage.world.setService({
    name: "web",
    clusterIps: ["10.97.0.1"],
    ports: [{ protocol: "TCP", port: 80, targetPort: 80 }],
    endpoints: [far.addresses.v4],
  });
  const ports = ["80/TCP"];
  stage.write(
    "policy.yaml",
    policyManifest("web", "10.97.0.1", {
      select: labels,
      frontendPorts: ports,
      backendPorts: ports,
    }),
  );
  await stage.answeredBy(app, { way: "tcp", target }, "burstable");
});

afterAll(async () => {
  await stage.close();
});

test("pods of the policy are recognised whatever the level of their cgroup", async () => {
  const ask = async (place: Place): Promise<string> =>
    whoAnswered(await probeOne(place, { way: "tcp", target }));
  await stage.answeredBy(burstable, { way: "tcp", target }, "far");
  await stage.answeredBy(guaranteed, { way: "tcp", target }, "far");
  expect([await ask(burstable), await ask(guaranteed), await ask(app)]).toEqual([
    "far",
    "far",
    "burstable",
  ]);
});
