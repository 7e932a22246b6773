import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { startFaultyPeer } from "./testing/faulty-peer.ts";
import type { Speech } from "./testing/faulty-peer.ts";
import { connect, ReplicaStage, soon, untilMetric, v1, v2, view } from "./testing/replica-stage.ts";

let stage: ReplicaStage;
beforeEach(() => {
  stage = new ReplicaStage();
});
afterEach(() => stage.close());

describe("a peer that", () => {
  const speeches: readonly [what: string, reason: string, speech: Speech][] = [
    [
      "says rubbish",
      "malformed",
      ({ say }) => {
        say(Buffer.from("rubbish"));
      },
    ],
    ["says nothing", "too_slow", () => undefined],
    [
      "tells of nodes before Welcome",
      "out_of_order",
      ({ tell }) => {
        tell("x", 1);
      },
    ],
    [
      "welcomes twice",
      "out_of_order",
      ({ welcome }) => {
        welcome();
        welcome();
      },
    ],
    [
      "says too much in one message",
      "resource_exhausted",
      ({ welcome, say }) => {
        welcome();
        say(Buffer.alloc(5 * 1024 * 1024));
      },
    ],
    [
      "never ends its snapshot",
      "too_slow",
      ({ welcome, tell, repeat }) => {
        welcome();
        repeat((round) => {
          tell(`endless-${round % 10}`, 100);
        });
      },
    ],
    [
      "tells of ever more nodes",
      "too_much",
      ({ welcome, tellMany, repeat }) => {
        welcome();
        repeat((round) => {
          tellMany(round, 500);
        });
      },
    ],
    [
      "hangs up",
      "closed",
      ({ welcome, end }) => {
        welcome();
        end();
      },
    ],
  ];

  test.each(speeches)("%s harms nobody", async (_, reason, speech) => {
    const faulty = stage.stopAtEnd(await startFaultyPeer(stage.socket(), speech));
    const good = await stage.serve({ address: stage.socket() });
    connect(good, "node-1", [v1]);
    const serving = await stage.serve({
      peers: [faulty.address, good.server.address],
      // The flood of nodes has to come about before the snapshot is too slow.
      peerTimes: { welcome: 1000, snapshot: reason === "too_much" ? 30_000 : 1000, retention: 50 },
    });
    connect(serving, "node-2", [v2]);
    await untilMetric(
      serving,
      `localredirect_controller_peer_stream_ends_total{reason="${reason}"}`,
    );
    await vi.waitFor(() => {
      expect(view(serving)).toMatchObject({ "node-1": "connected 11", "node-2": "connected 22" });
    }, soon);
    connect(good, "node-1", [v2]);
    await vi.waitFor(() => {
      expect(view(serving)["node-1"]).toBe("connected 22");
    }, soon);
  });
});
