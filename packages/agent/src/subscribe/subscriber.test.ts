import { status } from "@grpc/grpc-js";
import { emptyDigest, redirectId } from "@localredirect/types/tables";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeDatapath } from "../datapath/testing/fake-datapath.ts";
import { FaultyDatapath } from "../datapath/testing/faulty-datapath.ts";
import { digestOfRedirects, sampleBatch, sampleWelcome } from "./testing/sample-batches.ts";
import { sampleRedirect, sampleRedirects } from "./testing/sample-redirects.ts";
import { greet, SubscriptionStage, wholeTable } from "./testing/subscription-stage.ts";

let stage: SubscriptionStage;

beforeEach(() => {
  stage = new SubscriptionStage();
});

afterEach(() => stage.close());

describe("Subscriber, served", () => {
  test("applies a snapshot and acknowledges what the kernel holds", async () => {
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address]);
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
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address]);
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
    const controller = await stage.startController();
    const adopted = sampleRedirects(2);
    stage.startAgent([controller.address], new FakeDatapath({ adopted }));
    const stream = await greet(controller);
    stream.send({ kind: "inventory-request" });
    const { entries, last } = await stream.take("inventory");
    expect(entries.map(({ id }) => id)).toEqual(
      adopted.map(({ frontend }) => redirectId(frontend)),
    );
    expect(last).toBe(true);
  });

  test("sends heartbeats with the digest", async () => {
    const controller = await stage.startController();
    stage.startAgent([controller.address]);
    const stream = await controller.stream();
    await stream.take("hello");
    stream.send(sampleWelcome({ heartbeatInterval: 100 }));
    expect(await stream.take("heartbeat")).toMatchObject({ digest: emptyDigest });
  });

  test("gives a controller up that says nothing more", async () => {
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address]);
    const stream = await controller.stream();
    await stream.take("hello");
    stream.send(sampleWelcome({ heartbeatInterval: 100 }));
    expect(await agent.event("ended")).toMatchObject({ cause: { kind: "silence" } });
    await stream.gone;
    await controller.stream();
  });

  test("leaves when it stops, and holds what it held", async () => {
    const controller = await stage.startController();
    const agent = stage.startAgent(
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
    const controller = await stage.startController();
    const [bad, ...good] = sampleRedirects(3);
    const refuse = new Set(bad === undefined ? [] : [redirectId(bad.frontend)]);
    const agent = stage.startAgent([controller.address], new FaultyDatapath({ refuse }));
    const stream = await greet(controller);
    stream.send(wholeTable(sampleRedirects(3)));
    const ack = await stream.take("ack");
    expect(ack.digest).toBe(digestOfRedirects(good));
    expect(ack.refused).toMatchObject([{ code: "kernel" }]);
    expect((await agent.event("applied")).report.refused).toHaveLength(1);
  });

  test("is refused when the redirect itself is invalid", async () => {
    const controller = await stage.startController();
    stage.startAgent([controller.address]);
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
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address], new FaultyDatapath({ failingApplies: 1 }));
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
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address], new FaultyDatapath({ linksStuck: true }));
    (await greet(controller)).send(wholeTable(sampleRedirects(1)));
    expect(await agent.event("ended")).toMatchObject({ cause: { kind: "kernel" } });
  });
});
