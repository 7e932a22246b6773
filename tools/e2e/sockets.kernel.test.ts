import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { type Answered, openProbe, probe, type ProbeResult, probeOne } from "../world/probe.ts";
import { startWhoami } from "../world/whoami.ts";
import { policyManifest, serviceManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

const serviceIps = { v4: "10.96.5.10", v6: "fd00:96::5:10" } as const;

let stage: Stage;
let app: Pod;
let local: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  local = await stage.addPod({
    name: "local",
    labels: { app: "cache" },
    serves: ["tcp:8053", "udp:8053"],
  });
  const far = await stage.addPod({ name: "far", remote: true });
  await startWhoami(far, "far", ["tcp:53", "udp:53", "tcp:54", "udp:54"]);
  const clusterIps = [serviceIps.v4, serviceIps.v6];
  await stage.world.setService({
    name: "dns",
    clusterIps,
    ports: (["TCP", "UDP"] as const).flatMap((protocol) =>
      [53, 54].map((port) => ({ protocol, port, targetPort: port })),
    ),
    endpoints: [far.addresses.v4, far.addresses.v6],
  });
  stage.write(
    "service.yaml",
    serviceManifest("dns", clusterIps, ["53/TCP/a", "53/UDP/b", "54/TCP/c", "54/UDP/d"]),
  );
  stage.write(
    "policy.yaml",
    policyManifest("dns", "default/dns", {
      select: { app: "cache" },
      frontendPorts: ["53/TCP/tcp", "53/UDP/udp"],
      backendPorts: ["8053/TCP/tcp", "8053/UDP/udp"],
    }),
  );
  await stage.answeredBy(app, { way: "tcp", target: `${serviceIps.v4}:53` }, "local");
});

afterAll(async () => {
  await stage.close();
});

function answered(result: ProbeResult | undefined): Answered {
  if (result?.ok !== true) throw new Error(`Not answered: ${JSON.stringify(result)}`);
  return result;
}

const ways = ["tcp", "udp", "udp-unconnected"] as const;
const v6Target = (port: number): string => `[${serviceIps.v6}]:${port}`;
const v4Target = (port: number): string => `${serviceIps.v4}:${port}`;

describe("a redirected port", () => {
  test.each(
    ways.flatMap((way) => [
      { way, family: "IPv4", target: v4Target(53), mapped: false },
      { way, family: "IPv6", target: v6Target(53), mapped: false },
      { way, family: "IPv4-mapped", target: v4Target(53), mapped: true },
    ]),
  )(
    "$way over $family is answered on the node under the address that was used",
    async (question) => {
      const result = answered(await probeOne(app, question));
      expect(result.answer.server).toBe("local");
      const shown = question.mapped ? `[::ffff:${serviceIps.v4}]:53` : question.target;
      if (question.way !== "udp-unconnected") expect(result.peerName).toBe(shown);
      if (question.way !== "tcp") expect(result.source).toBe(shown);
    },
  );
});

describe("a port without a redirect", () => {
  test.each(
    ways.flatMap((way) => [
      { way, target: v4Target(54) },
      { way, target: v6Target(54) },
    ]),
  )("$way to $target is answered by the ordinary Service", async (question) => {
    expect(answered(await probeOne(app, question)).answer.server).toBe("far");
  });
});

describe("one unconnected socket", () => {
  test("asks two frontends at once and sees each answer under its own name", async () => {
    const target = [v4Target(53), v4Target(54)];
    const results = (await probe(app, { way: "udp-unconnected", target })).map(answered);
    expect(results.map(({ answer }) => answer.server)).toEqual(["local", "far"]);
    expect(results.map(({ source }) => source)).toEqual(target);
  });

  test("sees the backend's own address where it asks that itself", async () => {
    const own = `${local.addresses.v4}:8053`;
    const results = (await probe(app, { way: "udp-unconnected", target: [own] })).map(answered);
    expect(results[0]?.source).toBe(own);
  });
});

describe("a connected socket", () => {
  test("keeps its peer, also over IPv4-mapped, when a backend comes or goes", async () => {
    stage.setPod(local, { ready: false });
    await stage.answeredBy(app, { way: "udp", target: v4Target(53) }, "far");
    const open = openProbe(app, { way: "udp", target: v4Target(53), mapped: true });
    const first = answered((await open.ask())[0]);
    stage.setPod(local, { ready: true });
    await stage.answeredBy(app, { way: "udp", target: v4Target(53) }, "local");
    const second = answered((await open.ask())[0]);
    await open.close();
    expect([first.answer.server, second.answer.server]).toEqual(["far", "far"]);
  });
});
