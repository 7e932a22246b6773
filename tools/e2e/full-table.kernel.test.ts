import { afterAll, beforeAll, expect, test } from "vitest";

import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { conditionOf } from "./status-report.ts";

/** Room in the kernel, and two policies more than fit. */
const room = 4;
const names = Array.from({ length: room + 2 }, (_, number) => `policy-${number}`);
const options = { select: { app: "local" }, frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };

let stage: Stage;
let app: Pod;

beforeAll(async () => {
  stage = await createStage({ parameters: ["--max-redirects", String(room)] });
  app = await stage.addPod({ name: "app" });
  await stage.addPod({ name: "local", labels: { app: "local" }, serves: ["tcp:80"] });
});

afterAll(async () => {
  await stage.close();
});

function addressOf(number: number): string {
  return `169.254.0.${90 + number}`;
}

function write(number: number): void {
  const name = names[number] ?? "";
  stage.write(`${name}.yaml`, policyManifest(name, addressOf(number), options));
}

async function whoAnswers(number: number): Promise<string> {
  const target = `${addressOf(number)}:80`;
  const result = await probeOne(app, { way: "tcp", target });
  return result.ok ? whoAnswered(result) : "nobody";
}

test("what does not fit into the kernel is refused by name, and the rest works", async () => {
  for (let number = 0; number < room; number += 1) {
    write(number);
    await stage.answeredBy(app, { way: "tcp", target: `${addressOf(number)}:80` }, "local");
  }
  write(room);
  write(room + 1);
  await stage.statusSays("that two are refused", ({ nodes }) => {
    return nodes.find(({ name }) => name === "node-1")?.refused.length === 2;
  });
  const report = await stage.status();
  const node = report.nodes.find(({ name }) => name === "node-1");
  expect(node).toMatchObject({ state: "STALE", redirectsWanted: room + 2, redirectsApplied: room });
  expect(node?.refused.map(({ policy }) => policy).sort()).toEqual(names.slice(room));
  for (const name of names.slice(room)) {
    const { value, message } = conditionOf(report, name, "Programmed");
    expect(value).toBe("False/Refused");
    expect(message).toContain("--max-redirects");
  }
  const shown = await stage.planes.run([
    "localredirect",
    "status",
    "--controller",
    stage.planes.address,
  ]);
  expect(shown.output).toContain("--max-redirects");
  const answers = await Promise.all(names.map((_, number) => whoAnswers(number)));
  expect(answers).toEqual([...Array<string>(room).fill("local"), "nobody", "nobody"]);
});

test("a change in place works while the table is full", async () => {
  const disabled = { ...options, spec: { enabled: false } };
  stage.write("policy-0.yaml", policyManifest("policy-0", addressOf(0), disabled));
  await stage.answeredBy(app, { way: "tcp", target: `${addressOf(0)}:80` }, "connect: ETIMEDOUT");
  expect(await whoAnswers(1)).toBe("local");
});
