import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "../../../tools/cluster/control-plane.ts";
import {
  backwards,
  inOrderOfAge,
  namesWithDerivedId,
  readStory,
  storyNames,
} from "./testing/story.ts";
import { StoryWorld } from "./testing/story-world.ts";
import { StoryWriter } from "./testing/story-writer.ts";

let plane: ControlPlane;
let world: StoryWorld;
let writer: StoryWriter;

beforeAll(async () => {
  plane = await startControlPlane({ serviceRanges: ["10.96.0.0/16", "fd00:96::/112"] });
  world = await StoryWorld.start(plane);
  writer = new StoryWriter(plane);
});
afterAll(async () => {
  await world.stop();
  await plane.stop();
});
afterEach(async () => {
  world.clear();
  await writer.clear();
  await world.untilEmpty();
});

/** A description without the ids that follow from uids, which only this API server gives. */
function comparable(description: unknown, derived: readonly string[]): unknown {
  const text = JSON.stringify(description);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === "policy" && typeof value === "string") return withoutDerivedId(value, derived);
    return key === "serviceId" && isDerived(value) ? "derived" : value;
  }) as unknown;
}

/** A description with the uids that the story gives. */
function withToldUids(description: object): unknown {
  let text = JSON.stringify(description);
  for (const [actual, told] of writer.uids) text = text.replaceAll(actual, told);
  return JSON.parse(text);
}

/** A policy in a table: `name id`. */
function withoutDerivedId(text: string, derived: readonly string[]): string {
  const [name = "", id] = text.split(" ");
  return derived.includes(name) && isDerived(Number(id)) ? `${name} derived` : text;
}

/** Derived ids are in the upper half. */
function isDerived(id: unknown): boolean {
  return typeof id === "number" && id >= 2 ** 31;
}

describe.each(storyNames)("the story %s, told to an API server", (name) => {
  const { objects, golden } = readStory(name);
  const nodes = Object.keys(golden.nodes);
  const derived = namesWithDerivedId(objects);
  const expected = comparable({ ...golden, observed: golden.policies }, derived);

  test.each([
    ["as it stands", inOrderOfAge(objects)],
    ["from its end", backwards(objects)],
  ])("%s, gives the golden tables and conditions", async (_, order) => {
    await writer.write(order);
    world.connectAgents(nodes, objects);
    await expect
      .poll(async () => comparable(withToldUids(await world.describe(nodes)), derived), {
        timeout: 30_000,
        interval: 50,
      })
      .toEqual(expected);
  });
});
