import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { NodeProgress, ReplicaProgress } from "../node-tables.ts";
import { mergeNode } from "./merge-node.ts";
import type { Testimony } from "./merge-node.ts";
import { replicaProgress } from "./testing/arbitrary-progress.ts";

const version = "aa".repeat(16);

function progress(change: Partial<ReplicaProgress>): ReplicaProgress {
  const connected = change.connected ?? true;
  const since = change.since ?? 10;
  return {
    connected,
    connectedAt: connected ? since : undefined,
    since,
    toldAt: since,
    syncedAt: undefined,
    agentVersion: "1.0.0",
    digest: "00".repeat(16),
    applied: new Map(),
    refused: new Map(),
    warnings: new Map(),
    ...change,
  };
}

function said(
  replica: string,
  witness: Testimony["witness"],
  change: Partial<ReplicaProgress>,
): Testimony {
  return { replica, witness, progress: progress(change) };
}

function applied(generation: number): Pick<ReplicaProgress, "applied"> {
  return { applied: new Map([["10.0.0.1:80/TCP", { version, policyUid: "uid", generation }]]) };
}

describe("mergeNode", () => {
  test.each<[string, readonly Testimony[], Partial<NodeProgress> | undefined]>([
    ["nobody's word", [], undefined],
    [
      "a connection over none, however young that is",
      [said("a", "gone", { since: 5 }), said("b", "own", { connected: false, since: 9 })],
      { connected: true, connectedAt: 5 },
    ],
    [
      "its own connection over a younger one",
      [said("a", "heard", { since: 9 }), said("b", "own", { since: 5 })],
      { connectedAt: 5 },
    ],
    [
      "one of a replica that is heard over a younger one of a replica that is gone",
      [said("a", "gone", { since: 9 }), said("b", "heard", { since: 5 })],
      { connectedAt: 5 },
    ],
    [
      "the younger connection of two",
      [said("a", "heard", { since: 9 }), said("b", "heard", { since: 5 })],
      { connectedAt: 9 },
    ],
    [
      "what the old replica was told, until the new one is told",
      [
        said("a", "heard", { connected: false, since: 12, toldAt: 8, digest: "d8" }),
        said("b", "own", { since: 11, toldAt: undefined, digest: "d?", agentVersion: "2.0.0" }),
      ],
      { connected: true, connectedAt: 11, digest: "d8", agentVersion: "2.0.0" },
    ],
    [
      "what the new replica was told over what the old one was told later by its clock",
      [
        said("a", "heard", { connected: false, since: 12, toldAt: 99, digest: "d99" }),
        said("b", "heard", { since: 11, toldAt: 11, digest: "d11" }),
      ],
      { digest: "d11" },
    ],
    [
      "what was told last where nobody has the node",
      [
        said("a", "own", { connected: false, since: 20, toldAt: 8, digest: "d8" }),
        said("b", "heard", { connected: false, since: 12, toldAt: 11, digest: "d11" }),
      ],
      { connected: false, connectedAt: undefined, digest: "d11" },
    ],
    [
      "the generation of an older content, which the new replica cannot know",
      [
        said("a", "gone", { connected: false, ...applied(3) }),
        said("b", "own", { since: 11, ...applied(0) }),
      ],
      applied(3),
    ],
  ])("takes %s", (_, testimonies, expected) => {
    for (const order of [testimonies, testimonies.toReversed()]) {
      const merged = mergeNode(order);
      if (expected === undefined) expect(merged).toBeUndefined();
      else expect(merged).toMatchObject(expected);
    }
  });

  test("does not depend on the order in which replicas are asked", () => {
    const witnesses = fc.array(fc.constantFrom("heard", "gone"), { minLength: 4, maxLength: 4 });
    const all = fc
      .tuple(fc.array(replicaProgress, { maxLength: 4 }), witnesses)
      .map(([told, ranks]) =>
        told.map<Testimony>((each, index) => ({
          replica: `replica-${index}`,
          witness: index === 0 ? "own" : (ranks[index] ?? "heard"),
          progress: each,
        })),
      );
    const shuffled = all.chain((testimonies) =>
      fc.tuple(
        fc.constant(testimonies),
        fc.shuffledSubarray(testimonies, { minLength: testimonies.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(mergeNode(one)).toEqual(mergeNode(other));
      }),
    );
  });

  test("is the same in every replica, for a node that one of them has at most", () => {
    const told = fc
      .tuple(fc.array(replicaProgress, { minLength: 2, maxLength: 3 }), fc.nat(3))
      .map(([all, holder]) =>
        all.map((each, index) => {
          const connected = index === holder;
          const toldAt = each.toldAt ?? 1;
          return progress({
            ...each,
            connected,
            toldAt,
            connectedAt: connected ? each.since : undefined,
          });
        }),
      );
    fc.assert(
      fc.property(told, (all) => {
        const views = all.map((_, viewer) =>
          mergeNode(
            all.map((each, index) => ({
              replica: `replica-${index}`,
              witness: index === viewer ? ("own" as const) : ("heard" as const),
              progress: each,
            })),
          ),
        );
        views.forEach((view) => {
          expect(view).toEqual(views[0]);
        });
      }),
    );
  });
});
