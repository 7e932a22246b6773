import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, describe, expect, test } from "vitest";

import { findCgroupMount } from "../world/cgroup.ts";
import { namespaceFolder } from "../world/network-namespace.ts";

const root = join(import.meta.dirname, "../..");

/** `npm run dev:cluster` as a process of its own. */
class Run {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<unknown>;
  output = "";

  constructor(...parameters: readonly string[]) {
    this.process = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...parameters]);
    this.ended = once(this.process, "close");
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
  }

  async untilPrinted(text: string): Promise<void> {
    await expect.poll(() => this.output, { timeout: 90_000 }).toContain(text);
  }

  /** The file that the user is told to read into the shell. */
  get environmentFile(): string {
    return /^ +\. (.*)$/m.exec(this.output)?.[1] ?? "";
  }

  /** What a command prints to a user who did what the guide says. */
  shell(command: string): string {
    const script = `. "$0" && ${command}`;
    return execFileSync("sh", ["-c", script, this.environmentFile], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** All processes below it. */
  descendants(pid = this.process.pid): readonly number[] {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .split(" ")
      .filter((text) => text !== "")
      .map(Number);
    return [...children, ...children.flatMap((child) => this.descendants(child))];
  }

  /** Namespaces, cgroups and folders of its world. */
  traces(): readonly string[] {
    return [namespaceFolder, findCgroupMount(), tmpdir()]
      .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
      .filter((name) => name.startsWith(`localredirect-world-${this.process.pid}-`));
  }
}

const runs: Run[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill("SIGKILL");
    await run.ended;
  }
});

function startRun(...parameters: readonly string[]): Run {
  const run = new Run(...parameters);
  runs.push(run);
  return run;
}

async function startReady(...parameters: readonly string[]): Promise<Run> {
  const run = startRun(...parameters);
  await run.untilPrinted("Ready after");
  return run;
}

/** Ends it, and expects that after a while nothing of it is there. */
async function expectNothingLeft(run: Run, signal: NodeJS.Signals): Promise<void> {
  const folder = dirname(run.environmentFile);
  const pids = run.descendants();
  run.process.kill(signal);
  expect(await run.ended).toEqual(signal === "SIGKILL" ? [null, signal] : [0, null]);
  await expect
    .poll(
      () => ({
        pids: pids.filter((pid) => existsSync(`/proc/${pid}`)),
        isFolderThere: existsSync(folder),
        traces: run.traces(),
      }),
      { timeout: 40_000 },
    )
    .toEqual({ pids: [], isFolderThere: false, traces: [] });
}

const whoAnswers = "in-app curl --silent --max-time 5 http://10.96.10.80:8080/";

describe("npm run dev:cluster", { timeout: 240_000 }, () => {
  test("redirects a real connection once a policy is applied, and goes with Ctrl-C", async () => {
    const run = await startReady();
    expect(run.shell(whoAnswers)).toContain('"server":"http-server"');
    run.shell("kubectl apply --filename deploy/examples/test-service.yaml");
    const answer = (): string => run.shell(whoAnswers);
    await expect.poll(answer, { timeout: 40_000 }).toContain('"server":"http-cache"');
    run.shell("kubectl wait --for=condition=Programmed --timeout=60s lrp/test-service");
    expect(run.shell("npx localredirect status")).toMatch(/node-1 +SYNCED/);

    run.process.stdin.write("r\n");
    await run.untilPrinted("Restarted: controller, agent-node-1");
    expect(answer()).toContain('"server":"http-cache"');

    run.shell(
      `kubectl patch pod http-cache --subresource=status --patch '{"status":{"conditions":[{"type":"Ready","status":"False"}]}}'`,
    );
    await expect.poll(answer, { timeout: 40_000 }).toContain('"server":"http-server"');
    expect(run.traces()).not.toEqual([]);
    await expectNothingLeft(run, "SIGINT");
  });

  test("leaves nothing where it is killed", async () => {
    const run = await startReady();
    await expectNothingLeft(run, "SIGKILL");
  });

  test("with --no-agent has an API server and a controller, and makes no nodes", async () => {
    const run = await startReady("--no-agent");
    run.shell("kubectl apply --filename deploy/examples/test-service.yaml");
    expect(run.shell("kubectl get lrp --output name")).toBe(
      "localredirectpolicy.balancing.elf.io/test-service\n",
    );
    await expect
      .poll(() => run.shell("npx localredirect tables"), { timeout: 40_000 })
      .toContain("10.244.1.3:80");
    expect(run.traces()).toEqual([]);
    await expectNothingLeft(run, "SIGTERM");
  });

  test.each([
    [["--help"], 0],
    [["--no-such-option"], 2],
    [["surplus"], 2],
  ])("with %j prints how it is called, and its exit code is %i", async (parameters, code) => {
    const run = startRun(...parameters);
    await run.ended;
    expect(run.output).toContain("Usage: npm run dev:cluster");
    expect(run.process.exitCode).toBe(code);
  });
});
