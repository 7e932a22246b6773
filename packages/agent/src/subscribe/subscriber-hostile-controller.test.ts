import { status } from "@grpc/grpc-js";
import { formatFrontend, redirectId } from "@localredirect/types/tables";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeDatapath } from "../datapath/testing/fake-datapath.ts";
import { sampleBatch } from "./testing/sample-batches.ts";
import { sampleRedirect, sampleRedirects } from "./testing/sample-redirects.ts";
import type { ScriptedStream } from "./testing/scripted-controller.ts";
import { greet, SubscriptionStage } from "./testing/subscription-stage.ts";

let stage: SubscriptionStage;

beforeEach(() => {
  stage = new SubscriptionStage();
});

afterEach(() => stage.close());

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
    const controller = await stage.startController();
    const adopted = sampleRedirects(3);
    const agent = stage.startAgent([controller.address], new FakeDatapath({ adopted }));
    misbehave(await greet(controller));
    const { cause } = await agent.event("ended");
    expect("reason" in cause ? cause.reason : cause.kind).toMatch(reason);
    const frontends = adopted.map(({ frontend }) => formatFrontend(frontend));
    expect(agent.held).toEqual(expect.arrayContaining(frontends));
    // And it comes back.
    await controller.stream();
  });

  test("is met less and less often", async () => {
    const controller = await stage.startController();
    const agent = stage.startAgent([controller.address]);
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
