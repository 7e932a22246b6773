import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { attachedPrograms } from "./cgroup-link.ts";
import { compileBpf } from "./testing/compile-bpf.ts";
import { defined } from "./testing/defined.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { TestCgroup } from "./testing/test-cgroup.ts";

test("README's example attaches at first and updates in a second run", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = defined(/```ts\n(.*?)```/s.exec(readme)?.[1]);
  const index = new URL("index.ts", import.meta.url).href;
  const folder = mkdtempSync("/tmp/node-bpf-readme-");
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const script = join(folder, "example.mts");
  writeFileSync(script, example.replace("@localredirect/node-bpf", index));
  using cgroup = new TestCgroup();
  using pins = new PinFolder();
  const run = (): string =>
    execFileSync(process.execPath, [script, compileBpf("connect"), cgroup.path, pins.path], {
      encoding: "utf8",
    });

  expect(run()).toContain("runs before all others");
  const [first] = attachedPrograms(cgroup.path, "cgroup_inet4_connect");
  expect(run()).not.toContain("runs");
  const [second, ...more] = attachedPrograms(cgroup.path, "cgroup_inet4_connect");
  expect(second).not.toBe(first);
  expect(more).toEqual([]);
});
