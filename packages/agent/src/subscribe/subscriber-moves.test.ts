import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import { status } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sampleWelcome } from "./testing/sample-batches.ts";
import { sampleRedirects } from "./testing/sample-redirects.ts";
import { deadAddress, greet, SubscriptionStage, wholeTable } from "./testing/subscription-stage.ts";

let stage: SubscriptionStage;

beforeEach(() => {
  stage = new SubscriptionStage();
});

afterEach(() => stage.close());

describe("Subscriber, several controllers", () => {
  test("finds the one that lives", async () => {
    const controller = await stage.startController();
    const agent = stage.startAgent([await deadAddress(), controller.address, await deadAddress()]);
    await greet(controller);
    expect(await agent.event("served")).toMatchObject({
      address: controller.address,
      controller: "replica-1",
    });
  });

  test("says why one cannot be reached", async () => {
    const agent = stage.startAgent([await deadAddress()]);
    const { cause, wasServed } = await agent.event("ended");
    expect(cause).toMatchObject({ kind: "closed" });
    expect("reason" in cause ? cause.reason : "").toContain("ECONNREFUSED");
    expect(wasServed).toBe(false);
  });

  const drain = { kind: "drain", reason: "rolling update", delay: 0 } as const;

  /** An agent that one of two controllers serves, and the stream that it will open to the other. */
  async function servedByOneOfTwo() {
    const controllers = [await stage.startController(), await stage.startController()];
    const agent = stage.startAgent(controllers.map(({ address }) => address));
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
    const controller = await stage.startController();
    stage.startAgent([controller.address]);
    const stream = await greet(controller);
    stream.send(drain);
    const successor = await greet(controller);
    await stream.gone;
    successor.send(wholeTable(sampleRedirects(1)));
    await successor.take("ack");
  });

  test("goes by a new connection, so that one address of many controllers leads to another", async () => {
    const controllers = [await stage.startController(), await stage.startController()];
    const connections = controllers.map(({ address }) => address);
    const service = await startBalancer(connections);
    stage.startAgent([service]);
    const [first, second] = controllers;
    if (first === undefined || second === undefined) throw new Error("There are two controllers");
    const stream = await greet(first);
    stream.send(drain);
    const successor = await greet(second);
    await stream.gone;
    successor.send(wholeTable(sampleRedirects(1)));
    await successor.take("ack");
  });

  /** As a ClusterIP: each connection goes to the next of the addresses. */
  function startBalancer(addresses: readonly string[]): Promise<string> {
    let connections = 0;
    const server = createServer((client) => {
      const [host = "", port] = addresses[connections++ % addresses.length]?.split(":") ?? [];
      const upstream = connect(Number(port), host);
      for (const socket of [client, upstream]) socket.on("error", () => undefined);
      pipeline(client, upstream, client, () => undefined);
    });
    stage.atEnd(() => server.close());
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`); // it listens by TCP
      });
    });
  }

  test("does not move again at once", async () => {
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address]);
    (await greet(controller)).send(drain);
    expect((await agent.event("moving")).delay).toBe(0);
    (await greet(controller)).send(drain);
    expect((await agent.event("moving")).delay).toBeGreaterThan(1_000);
  });
});
