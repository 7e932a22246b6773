import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { probeOne, type Way, whoAnswered } from "../world/probe.ts";
import { type Manifest, policyManifest, type PolicyOptions } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { conditionOf, type StatusReport } from "./status-report.ts";

const serviceIp = "10.96.5.10";
const select = { app: "local" };
const everywhere = ["tcp:80", "udp:80", "tcp:81", "udp:81", "tcp:82"];

let stage: Stage;
let app: Pod;
let local: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  local = await stage.addPod({ name: "local", labels: select, serves: everywhere });
  const far = await stage.addPod({ name: "far", remote: true, serves: everywhere });
  await stage.addService({
    name: "web",
    ips: [serviceIp],
    ports: ["80/TCP/http", "80/UDP/quic", "81/TCP/admin", "81/UDP/stats"],
    pods: [far],
  });
});

afterAll(async () => {
  await stage.close();
});

function apply(options: Omit<PolicyOptions, "select">): void {
  stage.write("policy.yaml", policyManifest("web", "default/web", { select, ...options }));
}

const ports = ["80/TCP", "80/UDP", "81/TCP", "81/UDP"] as const;

/** Who answers each of the ports, and at which of its own. */
async function whoAnswer(): Promise<Readonly<Record<string, string>>> {
  const results: Record<string, string> = {};
  for (const port of ports) {
    const [number = "", protocol = ""] = port.split("/");
    const way: Way = protocol === "TCP" ? "tcp" : "udp";
    const result = await probeOne(app, { way, target: `${serviceIp}:${number}` });
    const at = result.ok ? result.answer.local.split(":").at(-1) : "";
    results[port] = `${whoAnswered(result)} ${at ?? ""}`;
  }
  return results;
}

const byService = {
  "80/TCP": "far 80",
  "80/UDP": "far 80",
  "81/TCP": "far 81",
  "81/UDP": "far 81",
};

describe("the ports of a policy", () => {
  test.each<{ title: string; options: Omit<PolicyOptions, "select">; redirected: object }>([
    {
      title: "pair by name with those listed",
      options: {
        frontendPorts: ["80/TCP/one", "81/TCP/two"],
        backendPorts: ["82/TCP/one", "80/TCP/two"],
      },
      redirected: { "80/TCP": "local 82", "81/TCP": "local 80" },
    },
    {
      title: "need no name where there is one of each",
      options: { frontendPorts: ["81/UDP"], backendPorts: ["80/UDP"] },
      redirected: { "81/UDP": "local 80" },
    },
    {
      title: "pair by the Service's names where none is listed",
      options: { backendPorts: ["82/TCP/http", "81/UDP/stats"] },
      redirected: { "80/TCP": "local 82", "81/UDP": "local 81" },
    },
    {
      title: "that the Service lacks are left out",
      options: {
        frontendPorts: ["80/TCP/one", "99/TCP/two"],
        backendPorts: ["80/TCP/one", "81/TCP/two"],
      },
      redirected: { "80/TCP": "local 80" },
    },
    {
      title: "of another protocol than the Service's of that name are left out",
      options: { backendPorts: ["80/UDP/http", "81/TCP/admin"] },
      redirected: { "81/TCP": "local 81" },
    },
  ])("$title", async ({ options, redirected }) => {
    apply(options);
    await stage.settled();
    expect(await whoAnswer()).toEqual({ ...byService, ...redirected });
  });

  test.each([
    {
      title: "lacks in the Service",
      options: {
        frontendPorts: ["80/TCP/one", "99/TCP/two"],
        backendPorts: ["80/TCP/one", "81/TCP/two"],
      },
      value: "False/PortNotFound",
      message: "99/TCP",
    },
    {
      title: "has with another protocol",
      options: { backendPorts: ["80/UDP/http", "81/TCP/admin"] },
      value: "False/ProtocolMismatch",
      message: "80/TCP",
    },
  ])("status names what a policy $title", async ({ options, value, message }) => {
    apply(options);
    await stage.statusSays(
      value,
      (report) => conditionOf(report, "web", "ResolvedRefs").value === value,
    );
    const condition = conditionOf(await stage.status(), "web", "ResolvedRefs");
    expect(condition.message).toContain(message);
  });
});

describe("an invalid policy", () => {
  const toPorts = [{ port: "80", protocol: "TCP" }];
  const backend = { endpointSelector: { matchLabels: select }, toPorts };
  const service = { serviceName: "web", namespace: "default", toPorts };
  const ofService = (more: Manifest): Manifest => ({
    frontend: { serviceMatcher: { ...service, ...more } },
    backend,
  });
  const twice = ["a", "b"].map((name) => ({ port: "80", protocol: "TCP", name }));

  const invalid: readonly { title: string; spec: Manifest; field: string }[] = [
    { title: "neither matcher", spec: { frontend: {}, backend }, field: "spec.frontend" },
    {
      title: "both matchers",
      spec: {
        frontend: { serviceMatcher: service, addressMatcher: { ip: "169.254.0.9", toPorts } },
        backend,
      },
      field: "spec.frontend",
    },
    {
      title: "a pair of ports of two protocols",
      spec: {
        frontend: { serviceMatcher: service },
        backend: { ...backend, toPorts: [{ port: "80", protocol: "UDP" }] },
      },
      field: "spec.",
    },
    {
      title: "an empty list of ports",
      spec: ofService({ toPorts: [] }),
      field: "spec.frontend.serviceMatcher.toPorts",
    },
    {
      title: "the same port twice",
      spec: ofService({ toPorts: twice }),
      field: "spec.frontend.serviceMatcher.toPorts",
    },
    {
      title: "a port with a leading zero",
      spec: ofService({ toPorts: [{ port: "080", protocol: "TCP" }] }),
      field: "spec.frontend.serviceMatcher.toPorts[0].port",
    },
    ...["127.0.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::ffff:10.0.0.1"].map((ip) => ({
      title: `the frontend ${ip}`,
      spec: { frontend: { addressMatcher: { ip, toPorts } }, backend },
      field: "spec.frontend.addressMatcher.ip",
    })),
  ];
  const nameOf = (title: string): string =>
    `invalid-${invalid.findIndex((row) => row.title === title)}`;
  let report: StatusReport;

  beforeAll(async () => {
    stage.remove("policy.yaml");
    await stage.answeredBy(app, { way: "udp", target: `${serviceIp}:81` }, "far");
    const policies = invalid.map(({ title, spec }) => ({
      ...policyManifest(nameOf(title), "default/web", { select, backendPorts: [] }),
      spec,
    }));
    stage.write("invalid.yaml", ...policies);
    await stage.statusSays("that there are invalid policies", (now) => {
      report = now;
      return (
        now.policies.filter(({ name }) => name.startsWith("invalid-")).length === invalid.length
      );
    });
  });

  test.each(invalid)("with $title is said to be so, by field", ({ title, field }) => {
    const { value, message } = conditionOf(report, nameOf(title), "Accepted");
    expect(value).toBe("False/Invalid");
    expect(message).toContain(field);
  });

  test("is found by file and line", () => {
    const origins = invalid.map(({ title }) => {
      return report.policies.find(({ name }) => name === nameOf(title))?.origin;
    });
    expect(origins[0]).toBe("invalid.yaml:1");
    expect(new Set(origins).size).toBe(invalid.length);
  });

  test("redirects nothing", async () => {
    expect(await whoAnswer()).toEqual(byService);
  });
});

describe("spec.enabled", () => {
  test("false withdraws the policy, true brings it back", async () => {
    const options = { frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };
    const target = `${serviceIp}:80`;
    apply({ ...options, spec: { enabled: true } });
    await stage.answeredBy(app, { way: "tcp", target }, "local");
    apply({ ...options, spec: { enabled: false } });
    await stage.answeredBy(app, { way: "tcp", target }, "far");
    await stage.statusSays("Disabled", (report) => {
      return conditionOf(report, "web", "Accepted").value === "True/Disabled";
    });
    apply({ ...options, spec: { enabled: true } });
    await stage.answeredBy(app, { way: "tcp", target }, "local");
  });
});

describe("spec.config.nodeLabelSelector", () => {
  const options = { frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };
  const target = `${serviceIp}:80`;
  const withSelector = {
    ...options,
    spec: { config: { nodeLabelSelector: { matchLabels: { zone: "a" } } } },
  };
  test("limits the policy to nodes with these labels", async () => {
    stage.labelNode({ zone: "b" });
    apply(withSelector);
    await stage.settled();
    expect(await whoAnswer()).toEqual(byService);
    stage.labelNode({ zone: "a" });
    await stage.answeredBy(app, { way: "tcp", target }, "local");
    stage.labelNode({ zone: "b" });
    await stage.answeredBy(app, { way: "tcp", target }, "far");
  });
});

describe("a backend", () => {
  const options = { frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };
  const target = `${serviceIp}:80`;
  const question = { way: "tcp", target } as const;

  test.each([
    { what: "is not ready", unfit: { ready: false }, fit: { ready: true } },
    { what: "has no condition Ready", unfit: { ready: undefined }, fit: { ready: true } },
    { what: "is terminating", unfit: { terminating: true }, fit: { terminating: false } },
    { what: "has other labels", unfit: { labels: {} }, fit: { labels: select } },
    { what: "is on another node", unfit: { nodeName: "node-2" }, fit: { nodeName: "node-1" } },
    {
      what: "is in another namespace",
      unfit: { namespace: "other" },
      fit: { namespace: "default" },
    },
  ])("that $what serves nobody, until that changes", async ({ unfit, fit }) => {
    apply(options);
    await stage.answeredBy(app, question, "local");
    stage.setPod(local, unfit);
    await stage.answeredBy(app, question, "far");
    stage.setPod(local, fit);
    await stage.answeredBy(app, question, "local");
  });

  test.each([
    { namespaces: ["default"], redirected: false },
    { namespaces: ["default", "other"], redirected: true },
    { namespaces: ["*"], redirected: true },
  ])("of another namespace serves with namespaces $namespaces: $redirected", async (row) => {
    stage.setPod(local, { namespace: "other" });
    apply({ ...options, namespaces: row.namespaces });
    await stage.settled();
    await stage.answeredBy(app, question, row.redirected ? "local" : "far");
    stage.setPod(local, { namespace: "default" });
  });

  test("of any namespace serves a policy for an address", async () => {
    stage.setPod(local, { namespace: "other" });
    stage.write("policy.yaml", policyManifest("web", "169.254.0.91", { select, ...options }));
    await stage.answeredBy(app, { way: "tcp", target: "169.254.0.91:80" }, "local");
    stage.setPod(local, { namespace: "default" });
  });
});
