import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { probeOne, whoAnswered } from "../world/probe.ts";
import { until } from "../world/until.ts";
import {
  type RubbishController,
  startRubbishController,
  type Utterance,
} from "./rubbish-controller.ts";
import { policyToLocal, type RedirectedStage, redirectedStage } from "./redirected-stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

let stage: RedirectedStage;

beforeAll(async () => {
  stage = await redirectedStage();
});

afterAll(async () => {
  await stage.close();
});

const welcome: Utterance = {
  kind: "welcome",
  schema: 1,
  controller: "rubbish",
  controllerVersion: "0.0.0",
  heartbeatInterval: 5_000,
};
const batch: Utterance = {
  kind: "batch",
  nonce: 1,
  upserts: [],
  invalid: [],
  removals: [],
  snapshotBegin: false,
  snapshotEnd: false,
  digest: undefined,
  watermarks: [],
  causedAt: undefined,
};

describe("a controller that sends rubbish takes no redirect away, and the agent says why it leaves", () => {
  test.each<{ title: string; says: readonly Utterance[] }>([
    { title: "random bytes", says: [randomBytes(1_000)] },
    { title: "nothing but zeroes", says: [welcome, new Uint8Array(100)] },
    { title: "a batch before its Welcome", says: [batch] },
    { title: "two Welcomes", says: [welcome, welcome] },
    { title: "two batches with one nonce", says: [welcome, batch, batch] },
    {
      title: "the end of a snapshot that never began",
      says: [welcome, { ...batch, snapshotEnd: true }],
    },
  ])("$title", async ({ says }) => {
    const before = complaints();
    const outcome = await underLoad(
      stage.app,
      [{ ...stage.question, allowed: ["local"] }],
      async (more) => {
        await besideRubbish(says, async (rubbish) => {
          await until("the agent complains", () => complaints() > before);
          expect(rubbish.greeted()).toBeGreaterThan(0);
          await more();
        });
      },
    );
    expect(outcome).toMatchObject(unharmed);
  });

  test("half a snapshot removes nothing", async () => {
    const says = [welcome, { ...batch, snapshotBegin: true }];
    const applied = "batches_applied_total";
    const before = (await stage.agent.metric(applied)) ?? 0;
    await besideRubbish(says, async () => {
      await until("the agent has the half", async () => {
        return ((await stage.agent.metric(applied)) ?? 0) > before;
      });
      expect(whoAnswered(await probeOne(stage.app, stage.question))).toBe("local");
    });
    expect(whoAnswered(await probeOne(stage.app, stage.question))).toBe("local");
  });
});

function complaints(): number {
  return stage.planes.log("agent").split("the controller sends what it must not").length - 1;
}

/** Has a controller that sends rubbish in the right one's place; then that one is followed again. */
async function besideRubbish(
  says: readonly Utterance[],
  during: (rubbish: RubbishController) => Promise<void>,
): Promise<void> {
  await stage.planes.end("controller", "SIGKILL");
  const rubbish = await startRubbishController(socketPath(), says);
  try {
    await during(rubbish);
  } finally {
    rubbish.stop();
    await stage.planes.startController();
    // The agent itself would come back by and by: its waits have grown.
    await stage.planes.end("agent", "SIGTERM");
    await stage.planes.startAgent();
  }
}

function socketPath(): string {
  return stage.planes.address.replace("unix:", "");
}

describe("a client that sends rubbish to the controller", () => {
  test.each([
    { title: "random bytes", bytes: randomBytes(100_000) },
    { title: "HTTP/1.1", bytes: Buffer.from("GET / HTTP/1.1\r\nhost: x\r\n\r\n") },
    {
      title: "a preface and then rubbish",
      bytes: Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), randomBytes(10_000)]),
    },
    { title: "nothing at all", bytes: Buffer.alloc(0) },
  ])("($title) harms nobody", async ({ bytes }) => {
    const sockets = Array.from({ length: 20 }, () => {
      const socket = connect(socketPath());
      socket.on("error", () => undefined);
      socket.write(bytes);
      return socket;
    });
    stage.write("more.yaml", policyToLocal("more", "169.254.0.91"));
    await stage.answeredBy(stage.app, { way: "tcp", target: "169.254.0.91:80" }, "local");
    for (const socket of sockets) socket.destroy();
    stage.remove("more.yaml");
    await stage.answeredBy(
      stage.app,
      { way: "tcp", target: "169.254.0.91:80" },
      "connect: ETIMEDOUT",
    );
    expect(stage.planes.pid("controller")).toBeDefined();
    await stage.statusSays("that the node is in step", ({ nodes }) => {
      return nodes.find(({ name }) => name === "node-1")?.state === "SYNCED";
    });
  });
});
