import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { createCgroup, findCgroupMount, removeCgroup } from "./cgroup.ts";

/** Starts processes that join a cgroup, one after the other, while it exists; not without end. */
const joining = `
for number in $(seq 100); do
  sh -c 'echo $$ > "$1/cgroup.procs" && echo joined && exec sleep 20' sh "$1" 2>/dev/null &
done`;

it("removeCgroup ends who joins while it is at work, too", async () => {
  const cgroup = join(findCgroupMount(), `localredirect-cgroup-test-${process.pid}`);
  createCgroup(cgroup);
  const starter = spawn("sh", ["-c", joining, "sh", cgroup], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(starter, "close");
  await once(starter.stdout, "data");
  removeCgroup(cgroup);
  expect(existsSync(cgroup)).toBe(false);
  await ended;
});
