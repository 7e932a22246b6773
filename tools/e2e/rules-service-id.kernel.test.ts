import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { conditionOf } from "./status-report.ts";

const serviceIp = "10.96.5.10";
const question = { way: "tcp", target: `${serviceIp}:80` } as const;

let stage: Stage;
let app: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  await stage.addPod({ name: "local", labels: { app: "local" }, serves: ["tcp:80"] });
  const far = await stage.addPod({ name: "far", remote: true, serves: ["tcp:80"] });
  await stage.addService({ name: "web", ips: [serviceIp], ports: ["80/TCP/http"], pods: [far] });
});

beforeEach(async () => {
  apply("7");
  await stage.answeredBy(app, question, "local");
});

afterAll(async () => {
  await stage.close();
});

function apply(serviceId?: string): void {
  const options = {
    select: { app: "local" },
    frontendPorts: ["80/TCP"],
    backendPorts: ["80/TCP"],
    ...(serviceId === undefined
      ? {}
      : { annotations: { "balancing.elf.io/serviceId": serviceId } }),
  };
  stage.write("policy.yaml", policyManifest("web", "default/web", options));
}

async function serviceId(): Promise<number | undefined> {
  const { policies } = await stage.status();
  return policies.find(({ name }) => name === "web")?.serviceId;
}

describe("the annotation serviceId", () => {
  test.each(["0", "4294967296", "-1", "1.5", "0x10", "seven", ""])(
    "%j is said to be wrong, and takes the policy away until it is mended",
    async (wrong) => {
      apply(wrong);
      await stage.answeredBy(app, question, "far");
      const { value, message } = conditionOf(await stage.status(), "web", "Accepted");
      expect(value).toBe("False/InvalidServiceId");
      expect(message).toContain(JSON.stringify(wrong));
      apply("7");
      await stage.answeredBy(app, question, "local");
      expect(await serviceId()).toBe(7);
    },
  );

  test.each(["1", "4294967295"])("%s is the policy's id", async (right) => {
    apply(right);
    await stage.settled();
    expect(await serviceId()).toBe(Number(right));
  });
});

describe("a policy without the annotation", () => {
  test("has an id of the upper half, the same after the controller's restart", async () => {
    apply();
    await stage.settled();
    const id = await serviceId();
    expect(id).toBeGreaterThanOrEqual(2 ** 31);
    await stage.planes.end("controller", "SIGKILL");
    await stage.planes.startController();
    expect(await serviceId()).toBe(id);
  });
});
