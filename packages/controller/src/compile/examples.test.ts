import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { expect, test } from "vitest";

import { SmallWorld } from "./testing/small-world.ts";

const folder = join(import.meta.dirname, "../../../../deploy/examples");
const examples = globSync("**/*.{yaml,yml,json}", { cwd: folder }).sort();

test.each(examples)(
  "deploy/examples/%s is read without a problem, and its policies are valid",
  (name) => {
    const world = new SmallWorld();
    const path = join(folder, name);
    world.write(relative(folder, path), readFileSync(path, "utf8"));
    expect(world.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const { conditions } of world.statuses()) {
      expect(conditions[0]).toMatchObject({ type: "Accepted", status: "True" });
    }
  },
);

test("all of deploy/examples together give every policy its frontends, and a backend", () => {
  const world = new SmallWorld();
  for (const name of examples) world.write(name, readFileSync(join(folder, name), "utf8"));
  const statuses = world.statuses();
  expect(statuses.length).toBeGreaterThan(0);
  for (const { name, conditions, backends } of statuses) {
    const [accepted] = conditions;
    expect({ name, accepted: accepted?.reason }).toEqual({ name, accepted: "Accepted" });
    expect(backends).toBeGreaterThan(0);
  }
});
