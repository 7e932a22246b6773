import { expect, test } from "vitest";

import { performStage } from "./stage.ts";

test.each([
  ["good where its command ends well", "process.exit(0)", true],
  ["bad where its command fails", "process.exit(3)", false],
  ["bad where its command is killed", "process.kill(process.pid, 'SIGKILL')", false],
])("performStage is %s", async (_what, script, ok) => {
  const command = [process.execPath, "--eval", script] as const;
  expect(await performStage("a stage", command)).toMatchObject({ name: "a stage", ok });
});

test("performStage adds to the environment", async () => {
  const script =
    "process.exit(process.env.PATH !== undefined && process.env.ADDED === 'yes' ? 0 : 1)";
  const command = [process.execPath, "--eval", script] as const;
  const { ok } = await performStage("a stage", command, { environment: { ADDED: "yes" } });
  expect(ok).toBe(true);
});

test("performStage fails where there is no such program", async () => {
  await expect(performStage("a stage", ["/no/such/program"])).rejects.toThrow("ENOENT");
});
