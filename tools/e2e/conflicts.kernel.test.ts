import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { type Manifest, policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { conditionOf } from "./status-report.ts";
import { underLoad, unharmed } from "./under-load.ts";

const serviceIp = "10.96.5.10";
const target = `${serviceIp}:80`;
const question = { way: "tcp", target } as const;

let stage: Stage;
let app: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  const serves = ["tcp:80", "tcp:81"];
  for (const name of ["older", "newer", "nameless"]) {
    await stage.addPod({ name, labels: { app: name }, serves });
  }
  const far = await stage.addPod({ name: "far", remote: true, serves });
  const ports = ["80/TCP/a", "81/TCP/b"];
  await stage.addService({ name: "web", ips: [serviceIp], ports, pods: [far] });
});

beforeEach(async () => {
  write("newer", "2026-02-02T00:00:00Z");
  write("older", "2026-01-01T00:00:00Z");
  await stage.answeredBy(app, question, "older");
});

afterAll(async () => {
  await stage.close();
});

/** A policy with a backend of its own name. */
function policy(
  name: string,
  creationTimestamp: string | undefined,
  { port = "80/TCP", ...more }: { readonly port?: string; readonly spec?: Manifest } = {},
): Manifest {
  return policyManifest(name, "default/web", {
    select: { app: name },
    frontendPorts: [port],
    backendPorts: [port],
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...more,
  });
}

function write(...parameters: Parameters<typeof policy>): void {
  stage.write(`policy-${parameters[0]}.yaml`, policy(...parameters));
}

describe("of two policies for one frontend", () => {
  test("the older one has it, and the status of the other names it", async () => {
    await stage.statusSays("that there is a conflict", (report) => {
      return conditionOf(report, "newer", "Accepted").value === "False/FrontendConflict";
    });
    const report = await stage.status();
    expect(conditionOf(report, "newer", "Accepted").message).toContain("older");
    expect(conditionOf(report, "older", "Accepted").value).toBe("True/Accepted");
  });

  test.each([
    {
      what: "is deleted",
      leave: () => {
        stage.remove("policy-older.yaml");
      },
    },
    {
      what: "is disabled",
      leave: () => {
        write("older", "2026-01-01T00:00:00Z", { spec: { enabled: false } });
      },
    },
    {
      what: "takes another port",
      leave: () => {
        write("older", "2026-01-01T00:00:00Z", { port: "81/TCP" });
      },
    },
    {
      what: "works on other nodes only",
      leave: () => {
        const config = { nodeLabelSelector: { matchLabels: { zone: "elsewhere" } } };
        write("older", "2026-01-01T00:00:00Z", { spec: { config } });
      },
    },
  ])("the other takes over when that $what, and no connection fails", async ({ leave }) => {
    const load = { way: "tcp", target, allowed: ["older", "newer"] } as const;
    const outcome = await underLoad(app, [load], async () => {
      leave();
      await stage.answeredBy(app, question, "newer");
    });
    // The Service, which is not allowed, is never asked between.
    expect(outcome).toMatchObject({ ...unharmed, servers: [["newer", "older"]] });
  });

  test("one without a creationTimestamp counts as the newest", async () => {
    write("nameless", undefined);
    stage.remove("policy-older.yaml");
    await stage.answeredBy(app, question, "newer");
    stage.remove("policy-newer.yaml");
    await stage.answeredBy(app, question, "nameless");
    stage.remove("policy-nameless.yaml");
    await stage.answeredBy(app, question, "far");
  });

  test("of the same age the first by name has it", async () => {
    write("older", "2026-02-02T00:00:00Z");
    await stage.answeredBy(app, question, "newer");
  });

  test("both work where their ports differ", async () => {
    write("newer", "2026-02-02T00:00:00Z", { port: "81/TCP" });
    await stage.answeredBy(app, { way: "tcp", target: `${serviceIp}:81` }, "newer");
    await stage.answeredBy(app, question, "older");
  });
});

describe("of two policies with one serviceId", () => {
  const annotations = { "balancing.elf.io/serviceId": "77" };

  test("the older one works, and the other takes over when it goes", async () => {
    const withId = (name: string, creationTimestamp: string, ip: string): void => {
      const options = {
        select: { app: name },
        frontendPorts: ["80/TCP"],
        backendPorts: ["80/TCP"],
      };
      const whole = policyManifest(name, ip, { ...options, annotations, creationTimestamp });
      stage.write(`policy-${name}.yaml`, whole);
    };
    withId("newer", "2026-02-02T00:00:00Z", "169.254.0.92");
    withId("older", "2026-01-01T00:00:00Z", "169.254.0.91");
    await stage.answeredBy(app, { way: "tcp", target: "169.254.0.91:80" }, "older");
    await stage.statusSays("that there is a conflict", (report) => {
      return conditionOf(report, "newer", "Accepted").value === "False/ServiceIdConflict";
    });
    stage.remove("policy-older.yaml");
    await stage.answeredBy(app, { way: "tcp", target: "169.254.0.92:80" }, "newer");
    const report = await stage.status();
    expect(report.policies.find(({ name }) => name === "newer")?.serviceId).toBe(77);
  });
});

describe("a custom address that is some Service's", () => {
  test("is redirected as the policy says", async () => {
    stage.remove("policy-newer.yaml");
    stage.remove("policy-older.yaml");
    await stage.answeredBy(app, question, "far");
    const options = {
      select: { app: "older" },
      frontendPorts: ["80/TCP"],
      backendPorts: ["81/TCP"],
    };
    stage.write("policy-older.yaml", policyManifest("older", serviceIp, options));
    await stage.answeredBy(app, question, "older");
  });
});
