import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { conditionMeanings } from "@localredirect/types";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import { describeWorld } from "./testing/describe-world.ts";
import { SmallWorld } from "./testing/small-world.ts";

const folder = join(import.meta.dirname, "testdata");
const suffix = ".in.yaml";
const names = readdirSync(folder)
  .filter((name) => name.endsWith(suffix))
  .map((name) => name.slice(0, -suffix.length));

function compile(name: string): SmallWorld {
  const world = new SmallWorld();
  world.write(`${name}.yaml`, readFileSync(join(folder, name + suffix), "utf8"));
  return world;
}

test.each(names)(
  "compile turns the manifests of %s into the golden tables and conditions",
  async (name) => {
    const text = stringify(describeWorld(compile(name)), { lineWidth: 0 });
    await expect(text).toMatchFileSnapshot(join(folder, `${name}.out.yaml`));
  },
);

test.each(names)("compile gives %s conditions of the closed list only", (name) => {
  const known = conditionMeanings.map(({ type, status, reason }) => `${type} ${status} ${reason}`);
  for (const { conditions } of compile(name).statuses()) {
    for (const { type, status, reason } of conditions) {
      expect(known).toContain(`${type} ${status} ${reason}`);
    }
  }
});
