import { describe, expect, test } from "vitest";

import { buildCommand, existsCommand, type ImageBuild, saveCommand } from "./build-command.ts";
import { builders } from "./builder.ts";

const lastStage: ImageBuild = {
  context: "/source",
  file: "/source/deploy/images/Dockerfile",
  name: "localhost/localredirect-agent:dev",
  arguments: { NODE_IMAGE: "node:24" },
  labels: { revision: "abc" },
  cached: true,
};
const build: ImageBuild = { ...lastStage, target: "agent" };

/** What all builders are told in the same words. */
const common = [
  ...["--build-arg", "NODE_IMAGE=node:24", "--label", "revision=abc"],
  ...["--target", "agent", "--file", "/source/deploy/images/Dockerfile"],
  ...["--tag", "localhost/localredirect-agent:dev", "/source"],
];

describe("buildCommand", () => {
  test.each([
    ["docker", ["--progress", "plain", "--build-arg", "SOURCE_DATE_EPOCH=1686355200"]],
    ["podman", ["--layers", "--timestamp", "1686355200"]],
    [
      "buildah",
      ["--layers", "--timestamp", "1686355200", "--isolation", "chroot", "--network", "host"],
    ],
  ] as const)("has %s set the time of everything", (builder, own) => {
    expect(buildCommand(builder, build)).toEqual([builder, "build", ...own, ...common]);
  });

  test.each(builders)(
    "has %s start anew, and trust an authority, where that is wanted",
    (builder) => {
      const command = buildCommand(builder, {
        ...build,
        cached: false,
        certificates: "/etc/ssl/ca.crt",
      });
      expect(command).toContain("--no-cache");
      expect(command.join(" ")).toContain("--secret id=certificates,src=/etc/ssl/ca.crt");
      expect(command.slice(-common.length)).toEqual(common);
    },
  );

  test.each(builders)("has %s build the last stage without a target", (builder) => {
    expect(buildCommand(builder, lastStage)).not.toContain("--target");
  });
});

test.each([
  ["docker", "docker save --output agent.tar agent:dev"],
  ["podman", "podman save --format docker-archive --output agent.tar agent:dev"],
  ["buildah", "buildah push agent:dev docker-archive:agent.tar:agent:dev"],
] as const)("saveCommand has %s write an archive with the image's name", (builder, command) => {
  expect(saveCommand(builder, "agent:dev", "agent.tar").join(" ")).toBe(command);
});

test.each([
  ["docker", "docker image inspect agent:dev"],
  ["podman", "podman image inspect agent:dev"],
  ["buildah", "buildah inspect --type image agent:dev"],
] as const)("existsCommand asks %s for the image", (builder, command) => {
  expect(existsCommand(builder, "agent:dev").join(" ")).toBe(command);
});
