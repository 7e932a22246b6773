import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const program = fileURLToPath(new URL("testing/stop-slowly.ts", import.meta.url));

/** Runs the program, sends a signal whenever it logs one of these messages, returns how it ended. */
async function run(how: string, deadline: number, signalAt: readonly string[]) {
  const child = spawn(process.execPath, [program, how, String(deadline)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  const messages: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const message = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line;
    messages.push(message);
    if (signalAt.includes(message)) {
      child.kill("SIGTERM");
    }
  }
  await ended;
  return { code: child.exitCode, messages };
}

test.each([
  {
    outcome: "stops in order",
    how: "quickly",
    signalAt: ["ready"],
    ended: { code: 0, messages: ["ready", "stopping", "stopped"] },
  },
  {
    outcome: "ends at the deadline",
    how: "never",
    deadline: 10,
    signalAt: ["ready"],
    ended: { code: 1, messages: ["ready", "stopping", "not stopped in time"] },
  },
  {
    outcome: "ends at once on a second signal",
    how: "never",
    signalAt: ["ready", "stopping"],
    ended: { code: 1, messages: ["ready", "stopping", "stopping at once"] },
  },
  {
    outcome: "says why stopping failed",
    how: "failing",
    signalAt: ["ready"],
    ended: { code: 1, messages: ["ready", "stopping", "stopping failed"] },
  },
  {
    outcome: "ends on an unhandled error",
    how: "unhandled",
    signalAt: [],
    ended: { code: 1, messages: ["ready", "unhandled error"] },
  },
])("onShutdown $outcome", async ({ how, deadline, signalAt, ended }) => {
  expect(await run(how, deadline ?? 60_000, signalAt)).toEqual(ended);
});
