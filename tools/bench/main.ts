import { writeFileSync } from "node:fs";

import { type AgentResult, measureAgent } from "./agent.ts";
import { type BenchWorld, createBenchWorld } from "./bench-world.ts";
import {
  type ClusterResult,
  measureCluster,
  tokenRounds,
  usualRounds,
} from "./cluster/cluster-bench.ts";
import { clusterReport } from "./cluster/cluster-report.ts";
import type { ClusterSize } from "./cluster/cluster-size.ts";
import { help, readCommandLine, type Wanted } from "./command-line.ts";
import { compareConnects, type ConnectResult } from "./connect.ts";
import { type LatencyResult, measureLatency } from "./latency.ts";
import { agentReport, connectReport, latencyReport } from "./report.ts";

interface Results {
  connect?: readonly ConnectResult[];
  latency?: readonly LatencyResult[];
  agent?: readonly AgentResult[];
  cluster?: ClusterResult;
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

async function benchCluster(size: ClusterSize): Promise<ClusterResult> {
  const rounds = size.proof === "token" ? tokenRounds : usualRounds;
  const result = await measureCluster(size, rounds, say);
  console.log(`\n${clusterReport(result)}\n`);
  return result;
}

async function run({ parts: wanted, rounds, size, json }: Wanted): Promise<void> {
  const results: Results = {};
  if (wanted.has("connect")) results.connect = await benchConnect(rounds);
  if (wanted.has("latency")) results.latency = await benchLatency();
  if (wanted.has("agent")) results.agent = await benchAgent();
  if (wanted.has("cluster")) results.cluster = await benchCluster(size);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}

function wantedOrUsage(): Wanted | undefined {
  try {
    return readCommandLine(process.argv.slice(2));
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
