import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client, credentials } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { startControllerProcess } from "../testing/controller-process.ts";
import type { ControllerProcess } from "../testing/controller-process.ts";
import { Observer } from "../testing/observer.ts";
import { RoamingAgent } from "../testing/roaming-agent.ts";

// Generous: the machine may be busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

const soon = { timeout: 40_000, interval: 20 };
const folder = mkdtempSync(join(tmpdir(), "rolling-update-"));
const manifests = join(folder, "manifests");
const nodes = Array.from({ length: 30 }, (_, index) => `node-${index}`);
const sockets = ["a", "b"].map((name) => `unix:${join(folder, name)}`) as [string, string];
const frontendCount = 20;

const controllers: ControllerProcess[] = [];
const agents: RoamingAgent[] = [];
const clients: Client[] = [];

beforeAll(() => {
  mkdirSync(manifests);
  writeFileSync(join(manifests, "policy.yaml"), policy());
  nodes.forEach((node) => {
    writePod(node, true);
  });
});

afterEach(async () => {
  agents.splice(0).forEach((agent) => {
    agent.stop();
  });
  clients.splice(0).forEach((client) => {
    client.close();
  });
  await Promise.all(
    controllers.splice(0).map((controller) => {
      controller.kill("SIGKILL");
      return controller.ended;
    }),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function policy(): string {
  const ports = Array.from(
    { length: frontendCount },
    (_, index) => `{ port: "${8000 + index}", protocol: TCP, name: p${index} }`,
  ).join(", ");
  return `apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata: { name: web }
spec:
  frontend:
    addressMatcher: { ip: 169.254.0.90, toPorts: [${ports}] }
  backend:
    endpointSelector: { matchLabels: { app: web } }
    toPorts: [${ports}]
`;
}

/** As one step, so that nobody reads half of it. */
function writePod(node: string, ready: boolean): void {
  const index = nodes.indexOf(node);
  const file = join(manifests, `${node}.yaml`);
  writeFileSync(
    `${file}.new`,
    `apiVersion: v1
kind: Pod
metadata: { name: web-${index}, namespace: default, uid: uid-${index}, labels: { app: web } }
spec: { nodeName: ${node} }
status:
  phase: Running
  podIP: 10.244.0.${index + 1}
  podIPs: [{ ip: 10.244.0.${index + 1} }]
  conditions: [{ type: Ready, status: "${ready ? "True" : "False"}" }]
`,
  );
  renameSync(`${file}.new`, file);
}

async function start(own: string, other: string): Promise<ControllerProcess> {
  const controller = startControllerProcess([
    ...["--log-format", "json", "--source", `files:${manifests}`],
    ...["--listen", own, "--peer", other],
  ]);
  controllers.push(controller);
  await controller.line("sources listed");
  return controller;
}

/** Looks at one replica again and again. */
class Onlooker {
  readonly #observer: Observer;
  /** What it has shown that it should not have. */
  readonly dips: string[] = [];
  looks = 0;
  #stopped = false;

  constructor(address: string) {
    const client = new Client(address, credentials.createInsecure());
    clients.push(client);
    this.#observer = new Observer(client);
  }

  async states(): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const { state } of await this.#observer.nodes()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  async programmed(): Promise<string> {
    const [policy] = await this.#observer.policies();
    const condition = policy?.conditions.find(({ type }) => type === "Programmed");
    return `${condition?.status ?? ""}: ${condition?.message ?? ""}`;
  }

  /** Looks again and again: no node may be offline, and the policy not for a moment missing. */
  async watch(): Promise<void> {
    while (!this.#stopped || this.looks < 10) {
      const { offline = 0 } = await this.states();
      if (offline > 0) this.dips.push(`${offline} offline`);
      const programmed = await this.programmed();
      if (!programmed.startsWith("True")) this.dips.push(programmed);
      this.looks += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}

async function untilProgrammed(onlooker: Onlooker): Promise<void> {
  await vi.waitFor(async () => {
    expect(await onlooker.programmed()).toMatch(/^True: 30 /);
    expect(await onlooker.states()).toEqual({ synced: 30 });
  }, soon);
}

async function allAt(controller: string): Promise<void> {
  await vi.waitFor(() => {
    expect(agents.map(({ address }) => address)).toEqual(nodes.map(() => controller));
  }, soon);
}

/** Pods of two nodes turn ready and unready all the time. */
function churn(): () => void {
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    writePod("node-0", round % 2 === 0);
    writePod("node-15", round % 3 === 0);
  }, 40);
  return () => {
    clearInterval(timer);
    writePod("node-0", true);
    writePod("node-15", true);
  };
}

/** Replaces what `end` ends while a replica is looked at that stays. */
async function observeWhile(onlooker: Onlooker, end: () => Promise<void>): Promise<void> {
  const watching = onlooker.watch();
  const stop = churn();
  await end();
  stop();
  await untilProgrammed(onlooker);
  onlooker.stop();
  await watching;
  expect(onlooker.dips).toEqual([]);
}

test("agents go from a replica that stops to the other, and nothing is missing meanwhile", async () => {
  const [a, b] = sockets;
  const first = await start(a, b);
  const second = await start(b, a);
  agents.push(...nodes.map((node, index) => new RoamingAgent(node, index < 15 ? [a, b] : [b, a])));
  await untilProgrammed(new Onlooker(a));
  await untilProgrammed(new Onlooker(b));
  const before = agents.map(({ sent }) => sent.redirects);

  await observeWhile(new Onlooker(b), async () => {
    first.kill("SIGTERM");
    expect((await first.ended).code).toBe(0);
    await allAt(b);
  });
  const third = await start(a, b);
  await untilProgrammed(new Onlooker(a));
  await observeWhile(new Onlooker(a), async () => {
    second.kill("SIGTERM");
    expect((await second.ended).code).toBe(0);
    await allAt(a);
  });

  agents.forEach(({ sent, fewestHeld, agent }, index) => {
    // The first table was all; who moves goes on where it was. What was sent since, pods caused.
    expect(sent.snapshots).toBe(1);
    expect(fewestHeld).toBe(frontendCount);
    expect(agent.held.size).toBe(frontendCount);
    const isCalm = index !== 0 && index !== 15;
    if (isCalm) expect(sent.redirects).toBe(before[index]);
  });
  expect(third.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("a replica that is killed is missed by nobody", async () => {
  const [a, b] = sockets;
  const first = await start(a, b);
  await start(b, a);
  agents.push(...nodes.map((node, index) => new RoamingAgent(node, index < 15 ? [a, b] : [b, a])));
  await untilProgrammed(new Onlooker(b));
  await observeWhile(new Onlooker(b), async () => {
    first.kill("SIGKILL");
    await first.ended;
    await allAt(b);
  });
  agents.forEach(({ sent, fewestHeld }) => {
    expect([sent.snapshots, fewestHeld]).toEqual([1, frontendCount]);
  });
});
