import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { probe, whoAnswered } from "../world/probe.ts";
import { openSteps, repeatSteps, type Step, type StepSocket, takeSteps } from "../world/steps.ts";
import { until } from "../world/until.ts";
import { policyManifest } from "./manifest.ts";
import { noOriginals, readOriginals } from "./pinned-originals.ts";
import { createStage, type Stage } from "./stage.ts";

const serviceIp = { v4: "10.96.5.10", v6: "fd00:96::510" } as const;
const service = `${serviceIp.v4}:53`;
const service6 = `[${serviceIp.v6}]:53`;
/** Redirected to a port that nobody serves. */
const refused = `${serviceIp.v4}:99`;
/** Not redirected. */
const plain = `${serviceIp.v4}:54`;

/** Frontends with a backend port each: more than one socket has room for. */
const many = Array.from({ length: 40 }, (_, index) => 1_000 + index);

let stage: Stage;
let app: Pod;
let local: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  const manyServed = many.map((port) => `udp:${2_000 + port}`);
  local = await stage.addPod({
    name: "local",
    labels: { app: "local" },
    serves: ["tcp:8053", "udp:8053", ...manyServed],
  });
  const far = await stage.addPod({
    name: "far",
    remote: true,
    serves: ["tcp:53", "udp:53", "tcp:54", "udp:54", ...many.map((port) => `udp:${port}`)],
  });
  await stage.addService({
    name: "dns",
    ips: Object.values(serviceIp),
    ports: ["53/TCP/a", "53/UDP/b", "54/TCP/c", "54/UDP/d", "99/TCP/e", "99/UDP/f"],
    pods: [far],
  });
  await stage.addService({
    name: "many",
    ips: ["10.96.5.40"],
    ports: many.map((port) => `${port}/UDP/p${port}`),
    pods: [far],
  });
  stage.write(
    "policies.yaml",
    policyManifest("dns", "default/dns", {
      select: { app: "local" },
      frontendPorts: ["53/TCP/a", "53/UDP/b", "99/TCP/e", "99/UDP/f"],
      backendPorts: ["8053/TCP/a", "8053/UDP/b", "9/TCP/e", "9/UDP/f"],
    }),
    policyManifest("many", "default/many", {
      select: { app: "local" },
      backendPorts: many.map((port) => `${2_000 + port}/UDP/p${port}`),
    }),
  );
  await stage.answeredBy(app, { way: "tcp", target: service }, "local");
  await stage.answeredBy(app, { way: "udp", target: "10.96.5.40:1000" }, "local");
});

afterAll(async () => {
  await stage.close();
});

// Whatever a test does with sockets, nothing of it is left when they are closed.
afterEach(async () => {
  await until("no socket's original is left", () => {
    const { slots, overflows } = readOriginals(stage.planes.pins);
    return slots === 0 && overflows === 0;
  });
  expect(readOriginals(stage.planes.pins)).toEqual(noOriginals);
});

/** What each step showed: who answered, from where or as which peer, or why nobody did. */
async function take(socket: StepSocket, ...steps: readonly Step[]): Promise<readonly string[]> {
  const outcomes = await takeSteps(app, socket, steps);
  return outcomes
    .filter(({ step }) => !step.startsWith("connect=") || step.endsWith(":99"))
    .map(({ error, peerName, source, answer }) =>
      [answer?.server, source ?? peerName, error].filter((part) => part !== undefined).join(" "),
    );
}

describe("a connected UDP socket", () => {
  const udp = { protocol: "udp" } as const;

  test("shows what was meant, after each connect", async () => {
    const own = `${local.addresses.v4}:8053`;
    const steps = [`connect=${service}`, "peer", "ask"] as const;
    const onward = [`connect=${own}`, "peer", "ask", `connect=${plain}`, "peer", "ask"] as const;
    expect(await take(udp, ...steps, ...onward, ...steps)).toEqual([
      ...[service, `local ${service}`],
      ...[own, `local ${own}`],
      ...[plain, `far ${plain}`],
      ...[service, `local ${service}`],
    ]);
  });

  test("connects again after AF_UNSPEC, when it has no peer", async () => {
    const steps = [
      `connect=${service}`,
      "disconnect",
      "peer",
      `connect=${service}`,
      "ask",
    ] as const;
    expect(await take(udp, ...steps)).toEqual(["", "ENOTCONN", `local ${service}`]);
  });

  test("shows the backend's own address after AF_UNSPEC, where it is asked itself", async () => {
    const own = `${local.addresses.v4}:8053`;
    expect(await take(udp, `connect=${service}`, "disconnect", `ask=${own}`)).toEqual([
      "",
      `local ${own}`,
    ]);
  });

  test("learns of a refusal, and goes on elsewhere", async () => {
    const steps = [`connect=${refused}`, "ask", `connect=${service}`, "ask"] as const;
    expect(await take(udp, ...steps)).toEqual(["", "ECONNREFUSED", `local ${service}`]);
  });
});

describe("an unconnected UDP socket", () => {
  const udp = { protocol: "udp" } as const;

  test("sees the backend's own address once it asks that itself, and the Service's again", async () => {
    const own = `${local.addresses.v4}:8053`;
    const steps = [`ask=${service}`, `ask=${own}`, `ask=${service}`] as const;
    expect(await take(udp, ...steps)).toEqual([
      `local ${service}`,
      `local ${own}`,
      `local ${service}`,
    ]);
  });

  test("that is connected afterwards keeps its peer alone", async () => {
    const steps = [`ask=${service}`, `connect=${plain}`, "ask", "peer"] as const;
    expect(await take(udp, ...steps)).toEqual([`local ${service}`, `far ${plain}`, plain]);
  });

  test("keeps more originals than its line has room for, and what exceeds all room goes to the Service", async () => {
    const labels = many.map((port) => ({
      policy: "many",
      frontend: `10.96.5.40:${port}/UDP`,
      verdict: "no_room" as const,
    }));
    const refusals = async (): Promise<number> => {
      const counts = await Promise.all(labels.map((each) => stage.agent.verdicts(each)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    const before = await refusals();
    const target = many.map((port) => `10.96.5.40:${port}`);
    const results = await probe(app, { way: "udp-unconnected", target });
    // Four in its line and 32 beyond: see ORIGINALS_PER_LINE and OVERFLOW_ORIGINALS.
    const expected = [...Array<string>(36).fill("local"), ...Array<string>(4).fill("far")];
    expect(results.map(whoAnswered)).toEqual(expected);
    expect(results.map((result) => (result.ok ? result.source : undefined))).toEqual(target);
    expect((await refusals()) - before).toBe(4);
  });

  test("with five originals is shown each under its own name", async () => {
    const target = many.slice(0, 5).map((port) => `10.96.5.40:${port}`);
    const results = await probe(app, { way: "udp-unconnected", target });
    expect(results.map(whoAnswered)).toEqual(target.map(() => "local"));
    expect(results.map((result) => (result.ok ? result.source : undefined))).toEqual(target);
  });
});

describe("a TCP socket", () => {
  const tcp = { protocol: "tcp" } as const;

  test("connects again after AF_UNSPEC", async () => {
    const again = ["disconnect", `connect=${plain}`, "ask", "peer"] as const;
    expect(await take(tcp, `connect=${service}`, "ask", "peer", ...again)).toEqual([
      ...["local", service],
      ...["", "far", plain],
    ]);
  });

  test("that is refused connects elsewhere", async () => {
    const steps = [`connect=${refused}`, `connect=${service}`, "ask", "peer"] as const;
    expect(await take(tcp, ...steps)).toEqual(["ECONNREFUSED", "local", service]);
  });

  test("to the backend itself shows the backend", async () => {
    const own = `${local.addresses.v4}:8053`;
    const steps = [`connect=${service}`, "disconnect", `connect=${own}`, "peer"] as const;
    expect(await take(tcp, ...steps)).toEqual(["", own]);
  });
});

describe("thousands of sockets", () => {
  const times = 2_000;

  test.each<{ socket: StepSocket; steps: readonly Step[]; failures: number }>([
    { socket: { protocol: "tcp" }, steps: [`connect=${service}`, "ask"], failures: 0 },
    { socket: { protocol: "tcp" }, steps: [`connect=${service6}`], failures: 0 },
    { socket: { protocol: "tcp", mapped: true }, steps: [`connect=${service}`], failures: 0 },
    { socket: { protocol: "tcp" }, steps: [`connect=${refused}`], failures: 1 },
    { socket: { protocol: "tcp" }, steps: [`connect=${service}`, "disconnect"], failures: 0 },
    { socket: { protocol: "udp" }, steps: [`connect=${service}`, "ask"], failures: 0 },
    { socket: { protocol: "udp" }, steps: [`connect=${service6}`, "disconnect"], failures: 0 },
    { socket: { protocol: "udp" }, steps: [`connect=${service}`, `connect=${plain}`], failures: 0 },
    { socket: { protocol: "udp" }, steps: [`ask=${service}`], failures: 0 },
    { socket: { protocol: "udp", mapped: true }, steps: [`ask=${service}`], failures: 0 },
    {
      socket: { protocol: "udp" },
      steps: many.slice(0, 6).map((port) => `ask=10.96.5.40:${port}` as const),
      failures: 0,
    },
  ])("$socket that do $steps leave no original", async ({ socket, steps, failures }) => {
    expect(await repeatSteps(app, { ...socket, times }, steps)).toBe(failures * times);
  });

  test("a killed process's leave no original", async () => {
    const steps = many.slice(0, 6).map((port) => `ask=10.96.5.40:${port}` as const);
    const subject = openSteps(app, { protocol: "udp" });
    for (const step of steps) await subject.take(step);
    expect(readOriginals(stage.planes.pins)).toEqual({
      slots: 4,
      overflows: 1,
      countedOverflows: 1,
    });
    await subject.kill();
  });
});
