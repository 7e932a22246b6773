import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerCredentials, status } from "@grpc/grpc-js";
import { serverCredentials } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import { emptyDigest, formatFrontend, redirectId } from "@localredirect/types/tables";
import type { Redirect } from "@localredirect/types/tables";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeDatapath } from "../datapath/testing/fake-datapath.ts";
import { FaultyDatapath } from "../datapath/testing/faulty-datapath.ts";
import type { ControllerSecurity } from "./controller-security.ts";
import { grpcStreams } from "./grpc-stream.ts";
import { KernelLane } from "./kernel-lane.ts";
import type { SubscriberEvent } from "./subscriber-events.ts";
import { Subscriber } from "./subscriber.ts";
import { Mailbox } from "./testing/mailbox.ts";
import { digestOfRedirects, sampleBatch, sampleWelcome } from "./testing/sample-batches.ts";
import { sampleRedirect, sampleRedirects } from "./testing/sample-redirects.ts";
import { ScriptedController } from "./testing/scripted-controller.ts";
import type { ScriptedStream } from "./testing/scripted-controller.ts";

type Event<Kind extends SubscriberEvent["kind"]> = Extract<SubscriberEvent, { kind: Kind }>;

/** An agent without a kernel: what it says happened comes into its mailbox. */
class Agent {
  readonly datapath: FakeDatapath;
  readonly subscriber: Subscriber;
  readonly #events = new Mailbox<SubscriberEvent>();

  constructor(
    addresses: readonly string[],
    datapath = new FakeDatapath(),
    security: ControllerSecurity = { kind: "plain" },
  ) {
    this.datapath = datapath;
    this.subscriber = new Subscriber({
      addresses,
      facts: { node: "node-1", agentVersion: "0.1.0", ipv4: true, ipv6: true },
      open: grpcStreams(security, () => undefined),
      lane: new KernelLane(datapath),
      onEvent: (event) => {
        this.#events.put(event);
      },
    });
  }

  /** The next event of a kind; others are passed over. */
  event<Kind extends SubscriberEvent["kind"]>(kind: Kind): Promise<Event<Kind>> {
    return this.#events.takeWhere((event): event is Event<Kind> => event.kind === kind);
  }

  get held(): readonly string[] {
    return [...this.datapath.held().keys()];
  }
}

const cleanUps: (() => unknown)[] = [];
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "subscriber-"));
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  rmSync(folder, { recursive: true });
});

async function startController(
  ...parameters: Parameters<typeof ScriptedController.start>
): Promise<ScriptedController> {
  const controller = await ScriptedController.start(...parameters);
  cleanUps.push(() => {
    controller.stop();
  });
  return controller;
}

function startAgent(...parameters: ConstructorParameters<typeof Agent>): Agent {
  const agent = new Agent(...parameters);
  cleanUps.push(() => agent.subscriber.stop());
  return agent;
}

/** Greets the next agent that comes. */
async function greet(controller: ScriptedController): Promise<ScriptedStream> {
  const stream = await controller.stream();
  await stream.take("hello");
  stream.send(sampleWelcome());
  return stream;
}

function wholeTable(redirects: readonly Redirect[], nonce = 1) {
  const digest = digestOfRedirects(redirects);
  return sampleBatch({ nonce, upserts: redirects, snapshotBegin: true, snapshotEnd: true, digest });
}

/** Waits until an address that nobody listens on is known. */
async function deadAddress(): Promise<string> {
  const controller = await ScriptedController.start();
  controller.stop();
  return controller.address;
}

describe("Subscriber, served", () => {
  test("applies a snapshot and acknowledges what the kernel holds", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address]);
    const stream = await greet(controller);
    const redirects = sampleRedirects(3);
    stream.send(wholeTable(redirects));
    expect(await stream.take("ack")).toMatchObject({
      nonce: 1,
      digest: digestOfRedirects(redirects),
      refused: [],
    });
    expect(agent.held).toHaveLength(3);
    expect(agent.datapath.firstTables).toBe(1);
    expect(agent.subscriber.isServed).toBe(true);
    expect(agent.subscriber.heardAt).toBeGreaterThan(0);
  });

  test("says at the next connection what it holds and had seen", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address]);
    const first = await greet(controller);
    const watermarks = [{ source: "files", epoch: 1, revision: 3 }];
    first.send({ ...wholeTable(sampleRedirects(2)), watermarks });
    await first.take("ack");
    first.end({ code: status.UNAVAILABLE, details: "restarting" });
    expect(await agent.event("ended")).toMatchObject({
      wasServed: true,
      cause: { kind: "closed", reason: "UNAVAILABLE: restarting" },
    });
    const second = await controller.stream();
    expect(await second.take("hello")).toMatchObject({
      ...{ node: "node-1", digest: digestOfRedirects(sampleRedirects(2)), redirects: 2 },
      watermarks,
    });
  });

  test("tells the inventory when it is asked", async () => {
    const controller = await startController();
    const adopted = sampleRedirects(2);
    startAgent([controller.address], new FakeDatapath({ adopted }));
    const stream = await greet(controller);
    stream.send({ kind: "inventory-request" });
    const { entries, last } = await stream.take("inventory");
    expect(entries.map(({ id }) => id)).toEqual(
      adopted.map(({ frontend }) => redirectId(frontend)),
    );
    expect(last).toBe(true);
  });

  test("sends heartbeats with the digest", async () => {
    const controller = await startController();
    startAgent([controller.address]);
    const stream = await controller.stream();
    await stream.take("hello");
    stream.send(sampleWelcome({ heartbeatInterval: 100 }));
    expect(await stream.take("heartbeat")).toMatchObject({ digest: emptyDigest });
  });

  test("gives a controller up that says nothing more", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address]);
    const stream = await controller.stream();
    await stream.take("hello");
    stream.send(sampleWelcome({ heartbeatInterval: 100 }));
    expect(await agent.event("ended")).toMatchObject({ cause: { kind: "silence" } });
    await stream.gone;
    await controller.stream();
  });

  test("leaves when it stops, and holds what it held", async () => {
    const controller = await startController();
    const agent = startAgent(
      [controller.address],
      new FakeDatapath({ adopted: sampleRedirects(2) }),
    );
    const stream = await greet(controller);
    await agent.event("served");
    await agent.subscriber.stop();
    await stream.gone;
    expect(agent.held).toHaveLength(2);
  });
});

describe("Subscriber, what cannot be applied", () => {
  test("is refused redirect by redirect", async () => {
    const controller = await startController();
    const [bad, ...good] = sampleRedirects(3);
    const refuse = new Set(bad === undefined ? [] : [redirectId(bad.frontend)]);
    const agent = startAgent([controller.address], new FaultyDatapath({ refuse }));
    const stream = await greet(controller);
    stream.send(wholeTable(sampleRedirects(3)));
    const ack = await stream.take("ack");
    expect(ack.digest).toBe(digestOfRedirects(good));
    expect(ack.refused).toMatchObject([{ code: "kernel" }]);
    expect((await agent.event("applied")).report.refused).toHaveLength(1);
  });

  test("is refused when the redirect itself is invalid", async () => {
    const controller = await startController();
    startAgent([controller.address]);
    const stream = await greet(controller);
    const invalid = { ...sampleRedirect(1), policy: { name: "", uid: "u", id: 1 } };
    stream.send(sampleBatch({ nonce: 1, upserts: [sampleRedirect(0), invalid] }));
    const ack = await stream.take("ack");
    expect(ack.digest).toBe(digestOfRedirects([sampleRedirect(0)]));
    expect(ack.refused).toMatchObject([
      { id: redirectId(invalid.frontend), code: "invalid", version: undefined },
    ]);
  });

  test("ends the stream when the kernel fails as a whole, and is tried again", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address], new FaultyDatapath({ failingApplies: 1 }));
    (await greet(controller)).send(wholeTable(sampleRedirects(1)));
    expect(await agent.event("ended")).toMatchObject({
      cause: { kind: "kernel", reason: "The kernel is not there" },
    });
    const stream = await greet(controller);
    stream.send(wholeTable(sampleRedirects(1)));
    await stream.take("ack");
    expect(agent.held).toHaveLength(1);
  });

  test("ends the stream when traffic cannot move to the first table", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address], new FaultyDatapath({ linksStuck: true }));
    (await greet(controller)).send(wholeTable(sampleRedirects(1)));
    expect(await agent.event("ended")).toMatchObject({ cause: { kind: "kernel" } });
  });
});

describe("Subscriber, a hostile controller", () => {
  const half = sampleBatch({ nonce: 1, upserts: [sampleRedirect(9)], snapshotBegin: true });
  const beats = { kind: "heartbeat", digest: "1".repeat(32), watermarks: [] } as const;
  test.each<[string, (stream: ScriptedStream) => void, RegExp]>([
    [
      "garbage",
      (stream) => {
        stream.sendBytes(new Uint8Array([255, 255, 255]));
      },
      /not a protobuf message/,
    ],
    [
      "an unknown kind",
      (stream) => {
        stream.sendBytes(new Uint8Array());
      },
      /kind/,
    ],
    [
      "a wrong nonce",
      (stream) => {
        stream.send(sampleBatch({ nonce: 7, removals: [redirectId(sampleRedirect(0).frontend)] }));
      },
      /nonce 7 where 1 was due/,
    ],
    [
      "a message beyond all bounds",
      (stream) => {
        stream.sendBytes(new Uint8Array(17 * 1024 * 1024));
      },
      /RESOURCE_EXHAUSTED/,
    ],
    [
      "half a snapshot, then the end",
      (stream) => {
        stream.send(half);
        stream.end({ code: status.UNAVAILABLE, details: "cut" });
      },
      /UNAVAILABLE: cut/,
    ],
    [
      "false digests, then an error of its own",
      (stream) => {
        stream.send(beats);
        stream.end({ code: status.INTERNAL, details: "panic" });
      },
      /INTERNAL: panic/,
    ],
  ])("that sends %s takes nothing away and is left", async (_, misbehave, reason) => {
    const controller = await startController();
    const adopted = sampleRedirects(3);
    const agent = startAgent([controller.address], new FakeDatapath({ adopted }));
    misbehave(await greet(controller));
    const { cause } = await agent.event("ended");
    expect("reason" in cause ? cause.reason : cause.kind).toMatch(reason);
    const frontends = adopted.map(({ frontend }) => formatFrontend(frontend));
    expect(agent.held).toEqual(expect.arrayContaining(frontends));
    // And it comes back.
    await controller.stream();
  });

  test("is met less and less often", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address]);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      (await greet(controller)).sendBytes(new Uint8Array([255]));
      waits.push((await agent.event("ended")).retryIn ?? Infinity);
    }
    expect(waits[0]).toBeLessThan(200);
    expect(waits[1]).toBeLessThan(400);
    expect(waits[2]).toBeLessThan(800);
  });
});

describe("Subscriber, several controllers", () => {
  test("finds the one that lives", async () => {
    const controller = await startController();
    const agent = startAgent([await deadAddress(), controller.address, await deadAddress()]);
    await greet(controller);
    expect(await agent.event("served")).toMatchObject({
      address: controller.address,
      controller: "replica-1",
    });
  });

  test("says why one cannot be reached", async () => {
    const agent = startAgent([await deadAddress()]);
    const { cause, wasServed } = await agent.event("ended");
    expect(cause).toMatchObject({ kind: "closed" });
    expect("reason" in cause ? cause.reason : "").toContain("ECONNREFUSED");
    expect(wasServed).toBe(false);
  });

  const drain = { kind: "drain", reason: "rolling update", delay: 0 } as const;

  /** An agent that one of two controllers serves, and the stream that it will open to the other. */
  async function servedByOneOfTwo() {
    const controllers = [await startController(), await startController()];
    const agent = startAgent(controllers.map(({ address }) => address));
    const streams = controllers.map((controller) => controller.stream());
    const first = await Promise.race(
      streams.map(async (stream, index) => ({ index, stream: await stream })),
    );
    await first.stream.take("hello");
    first.stream.send(sampleWelcome());
    await agent.event("served");
    const other = streams[1 - first.index];
    if (other === undefined) throw new Error("There are two controllers");
    return { agent, stream: first.stream, other };
  }

  test("is served by the next before it leaves one that drains", async () => {
    const { agent, stream, other } = await servedByOneOfTwo();
    stream.send(drain);
    const successor = await other;
    await successor.take("hello");
    expect(agent.subscriber.isServed).toBe(true);
    successor.send(sampleWelcome({ controller: "replica-2" }));
    expect(await agent.event("ended")).toMatchObject({ cause: { kind: "left" } });
    expect((await agent.event("served")).controller).toBe("replica-2");
    await stream.gone;
    successor.send(wholeTable(sampleRedirects(1)));
    await successor.take("ack");
  });

  test("goes on with one that drains while the next does not serve", async () => {
    const { agent, stream, other } = await servedByOneOfTwo();
    stream.send(drain);
    const successor = await other;
    await successor.take("hello");
    stream.send(wholeTable(sampleRedirects(1)));
    successor.end({ code: status.UNAVAILABLE, details: "not ready" });
    expect(await agent.event("ended")).toMatchObject({ wasServed: false });
    await stream.take("ack");
    expect(agent.held).toHaveLength(1);
  });

  test("takes what comes next when one that drains ends too early", async () => {
    const { agent, stream, other } = await servedByOneOfTwo();
    stream.send(drain);
    const successor = await other;
    stream.end({ code: status.UNAVAILABLE, details: "gone" });
    expect(await agent.event("ended")).toMatchObject({ wasServed: true, retryIn: undefined });
    await successor.take("hello");
    successor.send(sampleWelcome());
    successor.send(wholeTable(sampleRedirects(1)));
    await successor.take("ack");
  });

  test("comes back to the only one there is, on a stream of its own", async () => {
    const controller = await startController();
    startAgent([controller.address]);
    const stream = await greet(controller);
    stream.send(drain);
    const successor = await greet(controller);
    await stream.gone;
    successor.send(wholeTable(sampleRedirects(1)));
    await successor.take("ack");
  });

  test("does not move again at once", async () => {
    const controller = await startController();
    const agent = startAgent([controller.address]);
    (await greet(controller)).send(drain);
    expect((await agent.event("moving")).delay).toBe(0);
    (await greet(controller)).send(drain);
    expect((await agent.event("moving")).delay).toBeGreaterThan(1_000);
  });
});

describe("Subscriber, transports", () => {
  test("connects to a unix socket", async () => {
    const controller = await startController(`unix:${join(folder, "controller.sock")}`);
    const agent = startAgent([controller.address]);
    await greet(controller);
    await agent.event("served");
  });

  test("connects by mutual TLS, and says why it cannot", async () => {
    const authority = await createCertificateAuthority();
    const files = await authority.write(folder, "server", { ip: ["127.0.0.1"] });
    const own = await authority.write(folder, "agent", { dns: ["node-1"] });
    const other = await (await createCertificateAuthority()).write(folder, "other", { dns: ["x"] });
    const credentials = serverCredentials({ kind: "tls", files }, () => undefined);
    const controller = await startController("127.0.0.1:0", credentials);
    const agent = startAgent([controller.address], undefined, { kind: "tls", files: own });
    await greet(controller);
    await agent.event("served");
    const stranger = startAgent([controller.address], undefined, { kind: "tls", files: other });
    expect(await stranger.event("ended")).toMatchObject({
      cause: { kind: "closed", reason: expect.stringContaining("certificate") as string },
    });
  });

  test("keeps trying while its files are missing", async () => {
    const missing = join(folder, "missing.pem");
    const files = { certificate: missing, privateKey: missing, authorities: missing };
    const agent = startAgent(["127.0.0.1:1"], undefined, { kind: "tls", files });
    const { cause, retryIn } = await agent.event("ended");
    expect("reason" in cause ? cause.reason : "").toContain(missing);
    expect(retryIn).toBeLessThan(200);
  });

  test("shows the token that its file holds at each connect", async () => {
    const authority = await createCertificateAuthority();
    const files = await authority.write(folder, "server", { ip: ["127.0.0.1"] });
    const keyPair = {
      cert_chain: readFileSync(files.certificate),
      private_key: readFileSync(files.privateKey),
    };
    const controller = await startController(
      "127.0.0.1:0",
      ServerCredentials.createSsl(null, [keyPair], false),
    );
    const tokenFile = join(folder, "token");
    writeFileSync(tokenFile, "first\n");
    const authoritiesFile = files.authorities;
    startAgent([controller.address], undefined, {
      kind: "token",
      transport: "tls",
      tokenFile,
      authoritiesFile,
    });
    const first = await controller.stream();
    expect(first.metadata.get("authorization")).toEqual(["Bearer first"]);
    writeFileSync(tokenFile, "second\n");
    first.end({ code: status.UNAUTHENTICATED, details: "expired" });
    const second = await controller.stream();
    expect(second.metadata.get("authorization")).toEqual(["Bearer second"]);
  });
});
