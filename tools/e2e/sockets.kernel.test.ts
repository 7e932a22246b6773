import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { type Answered, openProbe, probe, type ProbeResult, probeOne } from "../world/probe.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

// Port 53 of "first" has a backend here, port 54 has none. "same" goes to the same backend as
// "first", "other" to another one.
const ips = {
  first: { v4: "10.96.5.10", v6: "fd00:96::510" },
  same: { v4: "10.96.5.11", v6: "fd00:96::511" },
  other: { v4: "10.96.5.12", v6: "fd00:96::512" },
} as const;
type ServiceName = keyof typeof ips;

const v4 = (service: ServiceName, port = 53): string => `${ips[service].v4}:${port}`;
const v6 = (service: ServiceName, port = 53): string => `[${ips[service].v6}]:${port}`;
const ways = ["tcp", "udp", "udp-unconnected"] as const;

let stage: Stage;
let app: Pod;
let local: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  const serves = ["tcp:8053", "udp:8053"];
  local = await stage.addPod({ name: "local", labels: { app: "local" }, serves });
  await stage.addPod({ name: "local-2", labels: { app: "local-2" }, serves });
  const everything = ["tcp:53", "udp:53", "tcp:54", "udp:54"];
  const far = await stage.addPod({ name: "far", remote: true, serves: everything });
  const backends = { first: "local", same: "local", other: "local-2" } as const;
  for (const name of ["first", "same", "other"] as const) {
    await stage.addService({
      name,
      ips: Object.values(ips[name]),
      ports: ["53/TCP/a", "53/UDP/b", "54/TCP/c", "54/UDP/d"],
      pods: [far],
    });
    stage.write(
      `policy-${name}.yaml`,
      policyManifest(name, `default/${name}`, {
        select: { app: backends[name] },
        frontendPorts: ["53/TCP/tcp", "53/UDP/udp"],
        backendPorts: ["8053/TCP/tcp", "8053/UDP/udp"],
      }),
    );
    await stage.answeredBy(app, { way: "tcp", target: v4(name) }, backends[name]);
  }
});

afterAll(async () => {
  await stage.close();
});

function answered(result: ProbeResult | undefined): Answered {
  if (result?.ok !== true) throw new Error(`Not answered: ${JSON.stringify(result)}`);
  return result;
}

/** Asks all at once over one unconnected socket; who answered each, and as whom. */
async function askAtOnce(target: readonly string[], mapped = false): Promise<unknown[]> {
  const results = await probe(app, { way: "udp-unconnected", target, mapped });
  return results.map(answered).map(({ answer, source }) => [answer.server, source]);
}

describe("a redirected port", () => {
  test.each(
    ways.flatMap((way) => [
      { way, family: "IPv4", target: v4("first"), mapped: false },
      { way, family: "IPv6", target: v6("first"), mapped: false },
      { way, family: "IPv4-mapped", target: v4("first"), mapped: true },
    ]),
  )(
    "$way over $family is answered on the node under the address that was used",
    async (question) => {
      const result = answered(await probeOne(app, question));
      expect(result.answer.server).toBe("local");
      const shown = question.mapped ? `[::ffff:${ips.first.v4}]:53` : question.target;
      if (question.way !== "udp-unconnected") expect(result.peerName).toBe(shown);
      if (question.way !== "tcp") expect(result.source).toBe(shown);
    },
  );
});

describe("a port without a redirect", () => {
  test.each(
    ways.flatMap((way) => [
      { way, target: v4("first", 54), mapped: false },
      { way, target: v6("first", 54), mapped: false },
      { way, target: v4("first", 54), mapped: true },
    ]),
  )("$way to $target (mapped: $mapped) is answered by the ordinary Service", async (question) => {
    expect(answered(await probeOne(app, question)).answer.server).toBe("far");
  });
});

describe("a family without a backend", () => {
  test.each([
    { family: "v4", redirected: v4("first"), other: v6("first") },
    { family: "v6", redirected: v6("first"), other: v4("first") },
  ] as const)("of a pod with $family only goes to the ordinary Service", async (row) => {
    stage.setPod(local, { family: row.family });
    await stage.answeredBy(app, { way: "tcp", target: row.other }, "far");
    for (const way of ways) {
      const here = answered(await probeOne(app, { way, target: row.redirected }));
      expect(here.answer.server).toBe("local");
      expect(answered(await probeOne(app, { way, target: row.other })).answer.server).toBe("far");
    }
    stage.setPod(local, { family: undefined });
    await stage.answeredBy(app, { way: "tcp", target: row.other }, "local");
  });
});

describe("one unconnected socket", () => {
  test.each([
    { family: "IPv4", at: v4, mapped: false, shown: v4 },
    { family: "IPv6", at: v6, mapped: false, shown: v6 },
    {
      family: "IPv4-mapped",
      at: v4,
      mapped: true,
      shown: (name: ServiceName, port?: number) => `[::ffff:${ips[name].v4}]:${port ?? 53}`,
    },
  ])("asks several frontends at once over $family", async ({ at, mapped, shown }) => {
    const target = [at("first"), at("other"), at("first", 54)];
    expect(await askAtOnce(target, mapped)).toEqual([
      ["local", shown("first")],
      ["local-2", shown("other")],
      ["far", shown("first", 54)],
    ]);
  });

  test("leaves a second frontend of the same backend to the Service, under its name", async () => {
    expect(await askAtOnce([v4("first"), v4("same")])).toEqual([
      ["local", v4("first")],
      ["far", v4("same")],
    ]);
    expect(await askAtOnce([v6("same"), v6("first")])).toEqual([
      ["local", v6("same")],
      ["far", v6("first")],
    ]);
  });

  test("sees the backend's own address where it asks that itself", async () => {
    const own = `${local.addresses.v4}:8053`;
    expect(await askAtOnce([own])).toEqual([["local", own]]);
  });
});

describe("a connected socket", () => {
  test.each([{ mapped: false }, { mapped: true }])(
    "keeps its peer when a backend comes and goes (mapped: $mapped)",
    async ({ mapped }) => {
      stage.setPod(local, { ready: false });
      await stage.answeredBy(app, { way: "udp", target: v4("first") }, "far");
      const early = openProbe(app, { way: "udp", target: v4("first"), mapped });
      expect(answered((await early.ask())[0]).answer.server).toBe("far");
      stage.setPod(local, { ready: true });
      await stage.answeredBy(app, { way: "udp", target: v4("first") }, "local");
      const late = openProbe(app, { way: "udp", target: v4("first"), mapped });
      expect(answered((await late.ask())[0]).answer.server).toBe("local");
      expect(answered((await early.ask())[0]).answer.server).toBe("far");
      stage.setPod(local, { ready: false });
      await stage.answeredBy(app, { way: "udp", target: v4("first") }, "far");
      expect(answered((await late.ask())[0]).answer.server).toBe("local");
      await Promise.all([early.close(), late.close()]);
      stage.setPod(local, { ready: true });
      await stage.answeredBy(app, { way: "udp", target: v4("first") }, "local");
    },
  );
});
