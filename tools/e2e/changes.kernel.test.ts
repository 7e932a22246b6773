import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { probeOne } from "../world/probe.ts";
import { type Manifest, policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

const serviceIp = "10.96.5.10";
const serviceIpV6 = "fd00:96::510";
const virtualIp = "169.254.0.90";
const serves = ["tcp:80", "udp:80", "tcp:81", "udp:81"];
const loads = (["tcp", "udp-unconnected"] as const).map((way) => ({
  way,
  target: `${serviceIp}:80`,
}));

let stage: Stage;
let app: Pod;

beforeAll(async () => {
  stage = await createStage();
  stage.labelNode({ zone: "a" });
  app = await stage.addPod({ name: "app" });
  await stage.addPod({ name: "one", labels: { app: "one" }, serves });
  await stage.addPod({ name: "two", labels: { app: "two" }, serves });
  await stage.addPod({ name: "elsewhere", namespace: "other", labels: { app: "one" }, serves });
  const far = await stage.addPod({ name: "far", remote: true, serves });
  const ports = ["80/TCP/tcp", "80/UDP/udp", "81/TCP/tcp-2", "81/UDP/udp-2"];
  await stage.addService({ name: "web", ips: [serviceIp, serviceIpV6], ports, pods: [far] });
  await stage.addService({ name: "web-2", ips: ["10.96.5.11"], ports, pods: [far] });
});

afterAll(async () => {
  await stage.close();
});

const bothPorts = (port: number): readonly string[] => [`${port}/TCP/tcp`, `${port}/UDP/udp`];

/** The policy with which each test begins, and which the fields change. */
function policy(
  fields: Partial<Parameters<typeof policyManifest>[2]> = {},
  frontend = "default/web",
): Manifest {
  return policyManifest("web", frontend, {
    select: { app: "one" },
    frontendPorts: bothPorts(80),
    backendPorts: bothPorts(80),
    ...fields,
  });
}

/** The same for an address, whatever Service has it. */
function addressPolicy(ip: string, port = 80): Manifest {
  return policy({ namespaces: ["default"], frontendPorts: bothPorts(port) }, ip);
}

/** Means "two" alone: "app" and "far" have no such label. */
const notOne = [
  { key: "app", operator: "Exists" },
  { key: "app", operator: "NotIn", values: ["one"] },
];

/** What is answered by whom after a change: `IP:PORT` to server. */
type Answers = Readonly<Record<string, string>>;
const atService = `${serviceIp}:80`;

interface Change {
  readonly field: string;
  /** Default the usual policy; "one" answers at the Service's port 80 with it. */
  readonly from?: Manifest;
  readonly to: Manifest;
  /** Servers that may answer at the Service's port 80 while the change is made. */
  readonly allowed: readonly string[];
  readonly answers: Answers;
}

const changes: readonly Change[] = [
  {
    field: "spec.enabled",
    to: policy({ spec: { enabled: false } }),
    allowed: ["one", "far"],
    answers: { [atService]: "far" },
  },
  {
    field: "spec.frontend.serviceMatcher.serviceName",
    to: policy({}, "default/web-2"),
    allowed: ["one", "far"],
    answers: { [atService]: "far", "10.96.5.11:80": "one" },
  },
  {
    field: "spec.frontend.serviceMatcher.namespace",
    to: policy({}, "other/web"),
    allowed: ["one", "far"],
    answers: { [atService]: "far" },
  },
  {
    field: "spec.frontend.serviceMatcher.toPorts",
    to: policy({ frontendPorts: bothPorts(81) }),
    allowed: ["one", "far"],
    answers: { [atService]: "far", [`${serviceIp}:81`]: "one" },
  },
  {
    field: "spec.frontend.addressMatcher",
    to: policy({ namespaces: ["default"] }, virtualIp),
    allowed: ["one", "far"],
    answers: { [atService]: "far", [`${virtualIp}:80`]: "one" },
  },
  {
    field: "spec.frontend.addressMatcher to the Service's own address",
    to: policy({ namespaces: ["default"] }, serviceIp),
    allowed: ["one"],
    answers: { [atService]: "one" },
  },
  {
    field: "spec.frontend.addressMatcher.ip",
    from: addressPolicy(serviceIp),
    to: addressPolicy("10.96.5.11"),
    allowed: ["one", "far"],
    answers: { [atService]: "far", "10.96.5.11:80": "one" },
  },
  {
    field: "spec.frontend.addressMatcher.ip to the other family",
    from: addressPolicy(serviceIp),
    to: addressPolicy(serviceIpV6),
    allowed: ["one", "far"],
    answers: { [atService]: "far", [`[${serviceIpV6}]:80`]: "one" },
  },
  {
    field: "spec.frontend.addressMatcher.toPorts",
    from: addressPolicy(serviceIp),
    to: addressPolicy(serviceIp, 81),
    allowed: ["one", "far"],
    answers: { [atService]: "far", [`${serviceIp}:81`]: "one" },
  },
  {
    field: "spec.backend.endpointSelector.matchExpressions",
    to: policy({ backend: { endpointSelector: { matchExpressions: notOne } } }),
    allowed: ["one", "two"],
    answers: { [atService]: "two" },
  },
  {
    field: "spec.backend.endpointSelector",
    to: policy({ select: { app: "two" } }),
    allowed: ["one", "two"],
    answers: { [atService]: "two" },
  },
  {
    field: "spec.backend.namespaces",
    to: policy({ namespaces: ["other"] }),
    allowed: ["one", "elsewhere"],
    answers: { [atService]: "elsewhere" },
  },
  {
    field: "spec.config.nodeLabelSelector",
    to: policy({ spec: { config: { nodeLabelSelector: { matchLabels: { zone: "b" } } } } }),
    allowed: ["one", "far"],
    answers: { [atService]: "far" },
  },
  {
    field: "spec.backend.redirectSelf",
    to: policy({ backend: { redirectSelf: true } }),
    allowed: ["one"],
    answers: { [atService]: "one" },
  },
  {
    field: "metadata.annotations",
    to: policy({ annotations: { "balancing.elf.io/serviceId": "4711" } }),
    allowed: ["one"],
    answers: { [atService]: "one" },
  },
  {
    field: "metadata.creationTimestamp",
    to: policy({ creationTimestamp: "2020-01-01T00:00:00Z" }),
    allowed: ["one"],
    answers: { [atService]: "one" },
  },
];

describe("a change in place, there and back under load, fails no connection", () => {
  test.each(changes)("of $field", async ({ from = policy(), to, allowed, answers }) => {
    stage.write("policy.yaml", from);
    await stage.answeredBy(app, { way: "tcp", target: atService }, "one");
    await stage.settled();
    const limited = loads.map((load) => ({ ...load, allowed }));
    const outcome = await underLoad(app, limited, async (more) => {
      stage.write("policy.yaml", to);
      for (const [target, server] of Object.entries(answers)) {
        await stage.answeredBy(app, { way: "tcp", target }, server);
      }
      await stage.settled();
      await more();
      stage.write("policy.yaml", from);
      await stage.answeredBy(app, { way: "tcp", target: atService }, "one");
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("of spec.backend.toPorts, whose answers come from either port and no other", async () => {
    stage.write("policy.yaml", policy());
    await stage.answeredBy(app, { way: "tcp", target: atService }, "one");
    const limited = loads.map((load) => ({ ...load, allowed: ["one"] }));
    const outcome = await underLoad(app, limited, async (more) => {
      for (const port of [81, 80, 81]) {
        stage.write("policy.yaml", policy({ backendPorts: bothPorts(port) }));
        await stage.settled();
        await more();
      }
    });
    expect(outcome).toMatchObject(unharmed);
    const result = await probeOne(app, { way: "tcp", target: atService });
    expect(result).toMatchObject({ ok: true, peerName: atService });
    expect(result.ok && result.answer.local.endsWith(":81")).toBe(true);
  });

  test("of everything at once, many times", async () => {
    const limited = loads.map((load) => ({ ...load, allowed: ["one", "two", "elsewhere", "far"] }));
    const outcome = await underLoad(app, limited, async () => {
      for (let round = 0; round < 5; round += 1) {
        for (const { to } of changes) {
          stage.write("policy.yaml", to);
          await stage.settled();
        }
      }
    });
    expect(outcome).toMatchObject(unharmed);
  });
});
