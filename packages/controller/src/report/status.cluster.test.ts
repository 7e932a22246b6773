import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { SimulatedAgent } from "../serve/testing/simulated-agent.ts";
import { applyStatus, replaceStatus } from "./policy-api.ts";
import type { Replica } from "./testing/report-world.ts";
import { ReportWorld } from "./testing/report-world.ts";
import { statusWith } from "./testing/status-objects.ts";

let plane: ControlPlane;
let world: ReportWorld;
let replica: Replica;

beforeAll(async () => {
  plane = await startControlPlane();
  world = new ReportWorld(plane);
  await world.install();
  await plane.apply(service("http-server-v4"));
  await world.api.node("node-a");
  await world.api.node("node-b");
  const labels = { app: "http-redirect" };
  await world.api.pod("http-a", { labels, node: "node-a", ip: "10.1.0.1" });
  await world.api.pod("http-b", { labels, node: "node-b", ip: "10.1.0.2" });
  replica = await world.startReplica("one");
  world.connectAgent("node-a", replica);
});
afterAll(async () => {
  await world.stop();
  await plane.stop();
});

function service(name: string): object {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "default" },
    spec: {
      selector: { app: "http-server" },
      ports: [
        { name: "p1", port: 8080, protocol: "TCP" },
        { name: "p2", port: 80, protocol: "TCP" },
      ],
    },
  };
}

function example(name: string): string {
  return readFileSync(
    join(import.meta.dirname, `../../../../deploy/examples/${name}.yaml`),
    "utf8",
  );
}

describe("the examples", () => {
  test("earn their status as agents acknowledge them", async () => {
    await plane.apply(example("test-service"), example("test-addr"));
    const half = "Missing on 1 of 2 wanted nodes: node-b (its agent is not connected)";
    for (const name of ["test-service", "test-addr"]) {
      await world.untilStatus(name, "Accepted=True/Accepted", "ResolvedRefs=True/ResolvedRefs");
      await world.untilStatus(name, "Programmed=False/NodesNotProgrammed", "nodes=1/2");
      await world.untilMessage(name, "Programmed", half);
    }
    world.connectAgent("node-b", replica);
    for (const name of ["test-service", "test-addr"]) {
      await world.untilStatus(name, "Programmed=True/Programmed", "Ready=True/Ready", "nodes=2/2");
      await world.untilStatus(name, "backends=2");
      await world.untilEvents(name, ["Accepted", "Programmed"]);
    }
    expect(await world.policy("test-addr")).toMatchObject({
      status: { observedGeneration: 1, serviceId: 10091, frontend: "169.254.0.90" },
    });
  });

  test("show in kubectl get", async () => {
    const [header = "", ...rows] = (await plane.kubectl(["get", "lrp"])).trim().split("\n");
    const columns = "NAME FRONTEND ENABLED ACCEPTED PROGRAMMED BACKENDS AGE";
    expect(header.split(/\s+/).join(" ")).toBe(columns);
    expect(rows.map((row) => row.split(/\s+/).slice(0, 6).join(" "))).toEqual([
      "test-addr 169.254.0.90 true True True 2",
      "test-service default/http-server-v4 true True True 2",
    ]);
  });

  test("show in kubectl describe, with their events", async () => {
    const text = await plane.kubectl(["describe", "lrp", "test-service"]);
    expect(text).toContain("The policy works on all wanted nodes that have a ready backend");
    expect(text).toMatch(/Normal +Accepted +\S+ +localredirect-controller +The policy is valid/);
    expect(text).toMatch(/Normal +Programmed +\S+ +localredirect-controller +2 wanted nodes hold/);
  });

  test("are not written again while nothing changes", async () => {
    const names = ["test-service", "test-addr"];
    const versions = () => Promise.all(names.map((name) => world.resourceVersion(name)));
    const writes = () =>
      replica.metric('localredirect_controller_status_writes_total{result="written"}');
    const before = [await versions(), await writes()];
    // Thirty seconds, and another edition of the statuses, which says nothing else.
    await world.renewals(8);
    await world.api.node("node-of-others");
    await world.api.delete("/api/v1/nodes/node-of-others");
    await world.untilStatus("test-addr", "nodes=2/2");
    const between = [await versions(), await writes()];
    await world.renewals(8);
    expect([await versions(), await writes()]).toEqual(between);
    expect(before[0]).toHaveLength(2);
  });
});

describe("a policy", () => {
  test("that is disabled says so, and tells it once", async () => {
    await world.api.patchPolicy("test-addr", { spec: { enabled: false } });
    await world.untilStatus(
      "test-addr",
      ...["Accepted=True/Disabled", "Programmed=False/Disabled", "Ready=False/Disabled"],
      ...["ResolvedRefs=Unknown/Disabled", "nodes=0/0"],
    );
    await world.api.patchPolicy("test-addr", { spec: { enabled: true } });
    await world.untilStatus("test-addr", "Programmed=True/Programmed", "nodes=2/2");
    await world.untilEvents("test-addr", ["Accepted x 2", "Programmed x 2", "Disabled"]);
  });

  test("with a bad service id says so until it is mended", async () => {
    const annotate = (value: string) =>
      world.api.patchPolicy("test-addr", {
        metadata: { annotations: { "balancing.elf.io/serviceId": value } },
      });
    await annotate("none");
    await world.untilStatus("test-addr", "Accepted=False/InvalidServiceId");
    await world.untilStatus("test-addr", "Programmed=False/NotAccepted", "Ready=False/NotReady");
    await annotate("10091");
    await world.untilStatus("test-addr", "Accepted=True/Accepted", "Ready=True/Ready");
    const reasons = (await world.events("test-addr")).map(({ reason }) => reason);
    // What follows from the bad id is no event of its own.
    expect(reasons.filter((reason) => reason.startsWith("Not"))).toEqual([]);
    expect(reasons).toContain("InvalidServiceId");
  });

  test("whose frontend is an older one's waits, and takes over", async () => {
    await world.api.addressPolicy("older", "169.254.0.1", {
      matchLabels: { app: "http-redirect" },
    });
    await world.untilStatus("older", "Programmed=True/Programmed");
    await world.api.addressPolicy("younger", "169.254.0.1", { matchLabels: { app: "none" } });
    await world.untilStatus("younger", "Accepted=False/FrontendConflict", "nodes=0/2");
    await world.untilMessage("younger", "Accepted", "older");
    await world.api.deletePolicy("older");
    await world.untilStatus("younger", "Accepted=True/Accepted", "Programmed=True/Programmed");
    await world.untilStatus("younger", "Ready=False/NoBackends");
    await world.untilEvents("younger", [
      ...["FrontendConflict", "Accepted", "Programmed", "NoBackends"],
    ]);
    await world.api.deletePolicy("younger");
  });

  test("whose Service is missing says so until it is there", async () => {
    await world.api.servicePolicy("missing", "late", { app: "http-redirect" });
    await world.untilStatus("missing", "ResolvedRefs=False/ServiceNotFound");
    await world.untilStatus("missing", "Programmed=False/Unresolved", "Ready=False/NotReady");
    await world.untilMessage("missing", "ResolvedRefs", "default/late");
    await world.api.service("late", "10.96.7.7");
    await world.untilStatus("missing", "ResolvedRefs=True/ResolvedRefs", "Ready=True/Ready");
    await world.untilEvents("missing", [
      ...["Accepted", "ServiceNotFound", "ResolvedRefs", "Programmed"],
    ]);
    await world.api.deletePolicy("missing");
  });

  test("that matches no node says so", async () => {
    await world.api.policy("nowhere", {
      ...addressSpec("169.254.0.2"),
      config: { nodeLabelSelector: { matchLabels: { zone: "none" } } },
    });
    await world.untilStatus("nowhere", "Programmed=False/NoMatchingNodes", "nodes=0/0");
    await world.untilEvents("nowhere", ["Accepted", "NoMatchingNodes"]);
  });

  test("that an agent refuses names the node and the reason", async () => {
    await world.api.node("node-c");
    const agent = new SimulatedAgent("node-c");
    const end = world.connectAgent(agent, replica);
    await world.untilStatus("test-addr", "nodes=3/3");
    agent.refuseAll = true;
    await world.api.addressPolicy("refused", "169.254.0.3", { matchLabels: { app: "x" } });
    await world.untilStatus("refused", "Programmed=False/Refused", "nodes=2/3");
    await world.untilMessage(
      "refused",
      "Programmed",
      "node-c (its agent refused 169.254.0.3:80/TCP",
    );
    await world.untilEvents("refused", ["Accepted", "Refused"]);
    end();
    await world.api.delete("/api/v1/nodes/node-c");
    await world.untilStatus("refused", "Programmed=True/Programmed", "nodes=2/2");
  });

  test("that is made anew under its name has a status of its own", async () => {
    await world.api.addressPolicy("again", "169.254.0.4", { matchLabels: { app: "x" } });
    await world.untilStatus("again", "Programmed=True/Programmed");
    await world.api.deletePolicy("again");
    await world.api.policy("again", { ...addressSpec("169.254.0.5"), enabled: false });
    await world.untilStatus("again", "Accepted=True/Disabled", "Programmed=False/Disabled");
    expect(await world.policy("again")).toMatchObject({ status: { frontend: "169.254.0.5" } });
  });

  test.each([
    ["applyStatus", applyStatus],
    ["replaceStatus", replaceStatus],
  ])("that was made anew is not written by a late %s", async (name, make) => {
    const late = name.toLowerCase();
    const before = async (): Promise<number> => Number(await world.resourceVersion(late));
    await world.api.addressPolicy(late, "169.254.0.7", { matchLabels: { app: "x" } });
    await world.untilStatus(late, "Programmed=True/Programmed");
    const former = { name: late, revision: await before() };
    await world.api.deletePolicy(late);
    const gone = await plane.admin.request(make(former, statusWith()));
    // That there is none is a conflict, too, where a state of it is meant.
    expect([404, 409]).toContain(gone.status);
    await world.api.addressPolicy(late, "169.254.0.8", { matchLabels: { app: "x" } });
    expect((await plane.admin.request(make(former, statusWith({ backends: 99 })))).status).toBe(
      409,
    );
    await world.untilStatus(late, "Programmed=True/Programmed", "backends=0");
    await world.api.deletePolicy(late);
  });

  test("for an address with backends in several namespaces warns of it", async () => {
    await world.api.namespace("team-b");
    const labels = { app: "shared" };
    await world.api.pod("shared-a", { labels, node: "node-a", ip: "10.1.0.8" });
    const there = { namespace: "team-b", labels, node: "node-a", ip: "10.1.0.9" };
    await world.api.pod("shared-b", there);
    await world.api.addressPolicy("wide", "169.254.0.6", { matchLabels: labels });
    await world.untilMessage("wide", "Ready", "several namespaces (default, team-b)");
    await world.untilEvents("wide", ["Accepted", "Programmed", "SeveralNamespaces"]);
  });
});

function addressSpec(ip: string): object {
  return {
    frontend: { addressMatcher: { ip, toPorts: [{ port: "80", protocol: "TCP" }] } },
    backend: {
      endpointSelector: { matchLabels: { app: "x" } },
      toPorts: [{ port: "8080", protocol: "TCP" }],
    },
  };
}
