import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { type Manifest, policyManifest, serviceManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { conditionOf } from "./status-report.ts";
import { underLoad, unharmed } from "./under-load.ts";

const ip = "10.96.5.10";
const otherIp = "10.96.5.11";
const httpPort = "80/TCP/http";
const adminPort = "81/TCP/admin";
const question = { way: "tcp", target: `${ip}:80` } as const;
const load = { way: "tcp", target: `${ip}:80`, allowed: ["local"] } as const;

let stage: Stage;
let app: Pod;
let far: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  const serves = ["tcp:80", "tcp:81"];
  await stage.addPod({ name: "local", labels: { app: "local" }, serves });
  far = await stage.addPod({ name: "far", remote: true, serves });
  // The node's own rules know both addresses and ports; what the controller reads is below.
  await stage.addService({
    name: "web",
    ips: [ip, otherIp],
    ports: [httpPort, adminPort],
    pods: [far],
  });
  stage.write(
    "policy.yaml",
    policyManifest("web", "default/web", {
      select: { app: "local" },
      backendPorts: [httpPort, adminPort],
    }),
  );
});

beforeEach(async () => {
  writeService([ip], [httpPort]);
  await stage.answeredBy(app, question, "local");
});

afterAll(async () => {
  await stage.close();
});

function writeService(ips: readonly string[], ports: readonly string[]): void {
  stage.write("service-web.yaml", serviceManifest("default/web", ips, ports));
}

async function serverAt(target: string): Promise<string> {
  return whoAnswered(await probeOne(app, { way: "tcp", target }));
}

const headless: Manifest = serviceManifest("default/web", ["None"], [httpPort]);
const externalName: Manifest = {
  ...serviceManifest("default/web", [], []),
  spec: { type: "ExternalName", externalName: "web.example" },
};

describe("a Service", () => {
  test.each([
    { what: "does not exist", service: undefined, reason: "ServiceNotFound" },
    { what: "is headless", service: headless, reason: "ServiceNotSupported" },
    { what: "is an ExternalName", service: externalName, reason: "ServiceNotSupported" },
  ])("that $what is not redirected, until that changes", async ({ service, reason }) => {
    if (service === undefined) stage.remove("service-web.yaml");
    else stage.write("service-web.yaml", service);
    await stage.answeredBy(app, question, "far");
    await stage.statusSays(reason, (report) => {
      return conditionOf(report, "web", "ResolvedRefs").value === `False/${reason}`;
    });
    writeService([ip], [httpPort]);
    await stage.answeredBy(app, question, "local");
  });

  test("of the same name in another namespace is another one", async () => {
    stage.write("service-other.yaml", serviceManifest("other/web", [otherIp], [httpPort]));
    await stage.settled();
    expect(await serverAt(`${otherIp}:80`)).toBe("far");
    stage.remove("service-other.yaml");
  });
});

describe("what changes in a Service is followed, and fails no connection to the rest", () => {
  test("a port that comes is redirected, and left alone when it goes", async () => {
    expect(await serverAt(`${ip}:81`)).toBe("far");
    const outcome = await underLoad(app, [load], async (more) => {
      writeService([ip], [httpPort, adminPort]);
      await stage.answeredBy(app, { way: "tcp", target: `${ip}:81` }, "local");
      await more();
      writeService([ip], [httpPort]);
      await stage.answeredBy(app, { way: "tcp", target: `${ip}:81` }, "far");
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("so is a ClusterIP", async () => {
    expect(await serverAt(`${otherIp}:80`)).toBe("far");
    const outcome = await underLoad(app, [load], async (more) => {
      writeService([ip, otherIp], [httpPort]);
      await stage.answeredBy(app, { way: "tcp", target: `${otherIp}:80` }, "local");
      await more();
      writeService([ip], [httpPort]);
      await stage.answeredBy(app, { way: "tcp", target: `${otherIp}:80` }, "far");
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("a port that gets another name pairs anew", async () => {
    writeService([ip], ["80/TCP/admin"]);
    await stage.settled();
    expect(await probeOne(app, question)).toMatchObject({
      answer: { server: "local", local: expect.stringMatching(/:81$/) as string },
    });
  });
});
