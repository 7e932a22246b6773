import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { type AgentResult, measureAgent } from "./agent.ts";
import { type BenchWorld, createBenchWorld } from "./bench-world.ts";
import { compareConnects, type ConnectResult } from "./connect.ts";
import { type LatencyResult, measureLatency } from "./latency.ts";
import { agentReport, connectReport, latencyReport } from "./report.ts";

const help = `npm run bench -- [WHAT...] [--rounds N] [--json FILE]

Measures on this machine, in network namespaces of its own (root):

  connect   what a connection costs: no program, an empty one, a bare one, ours, nftables
  latency   from a manifest's change to the kernel's map
  agent     the agent's start and memory with 10 and with 10,000 redirects

Without WHAT all of them, in some three minutes.

  --rounds N    rounds of connect; default 9, medians are taken over them
  --json FILE   writes all figures there, too
`;

const parts = ["connect", "latency", "agent"] as const;
type Part = (typeof parts)[number];

interface Results {
  connect?: readonly ConnectResult[];
  latency?: readonly LatencyResult[];
  agent?: readonly AgentResult[];
}

const sizes = { few: 10, some: 1_000, many: 10_000, most: 60_000 } as const;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function inWorld<Result>(
  maxRedirects: number,
  measure: (bench: BenchWorld) => Promise<Result>,
): Promise<Result> {
  const bench = await createBenchWorld(maxRedirects);
  try {
    return await measure(bench);
  } finally {
    bench.world.close();
  }
}

async function benchConnect(rounds: number): Promise<readonly ConnectResult[]> {
  const results: ConnectResult[] = [];
  for (const redirects of [sizes.few, sizes.some, sizes.most]) {
    const result = await inWorld(sizes.most, (bench) =>
      compareConnects(bench, { redirects, rounds }, (round) => {
        say(
          `connect, ${redirects} redirects: ${round < 0 ? "warming up" : `round ${round + 1} of ${rounds}`}`,
        );
      }),
    );
    console.log(`\n${connectReport(result)}\n`);
    results.push(result);
  }
  return results;
}

async function benchLatency(): Promise<readonly LatencyResult[]> {
  const results: LatencyResult[] = [];
  for (const redirects of [sizes.few, sizes.some]) {
    say(`latency, ${redirects} redirects`);
    results.push(
      await inWorld(sizes.many, async (bench) => {
        bench.writeRedirects(redirects);
        await bench.planes.startController();
        await bench.planes.startAgent();
        return measureLatency(bench, { redirects, changes: 300 });
      }),
    );
  }
  console.log(`\n${latencyReport(results)}\n`);
  return results;
}

async function benchAgent(): Promise<readonly AgentResult[]> {
  const results: AgentResult[] = [];
  for (const redirects of [sizes.few, sizes.many]) {
    say(`agent, ${redirects} redirects`);
    results.push(
      await inWorld(sizes.many, async (bench) => {
        bench.writeRedirects(redirects);
        await bench.planes.startController();
        return measureAgent(bench, { redirects, starts: 5 });
      }),
    );
  }
  console.log(`\n${agentReport(results)}\n`);
  return results;
}

function isPart(text: string): text is Part {
  return parts.some((part) => part === text);
}

interface Wanted {
  readonly help: boolean;
  readonly parts: ReadonlySet<string>;
  readonly rounds: number;
  readonly json: string | undefined;
}

/** @throws {TypeError} for what is not known, as parseArgs does */
function readCommandLine(): Wanted {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      rounds: { type: "string", default: "9" },
      json: { type: "string" },
    },
  });
  const unknown = positionals.find((word) => !isPart(word));
  if (unknown !== undefined) throw new TypeError(`Nothing is called ${unknown}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TypeError(`--rounds ${values.rounds} is not a whole number from 1 on`);
  }
  const wanted = new Set<string>(positionals.length === 0 ? parts : positionals);
  return { help: values.help, parts: wanted, rounds, json: values.json };
}

async function run({ parts: wanted, rounds, json }: Wanted): Promise<void> {
  const results: Results = {};
  if (wanted.has("connect")) results.connect = await benchConnect(rounds);
  if (wanted.has("latency")) results.latency = await benchLatency();
  if (wanted.has("agent")) results.agent = await benchAgent();
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}

function wantedOrUsage(): Wanted | undefined {
  try {
    return readCommandLine();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    say(`${error.message}\n\n${help}`);
    return undefined;
  }
}

const wanted = wantedOrUsage();
if (wanted === undefined) process.exitCode = 2;
else if (wanted.help) console.log(help);
else await run(wanted);
