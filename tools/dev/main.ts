/** `npm run dev:cluster`: a cluster on this machine with the checkout's own programs. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

import { ClusterError } from "../cluster/cluster-error.ts";
import { firstSignal } from "../cluster/first-signal.ts";
import { type DevCluster, startDevCluster } from "./dev-cluster.ts";
import { guide } from "./guide.ts";

const usage = `Usage: npm run dev:cluster [-- OPTION]

Starts a Kubernetes API server on this machine, fills it with sample objects, runs this checkout's
controller and agent against it, and says what to try. Ctrl-C ends and removes all of it.

  --no-agent   only the API server and the controller: for those who are not root
  --help       print this`;

function readOptions(): { readonly help: boolean; readonly "no-agent": boolean } | undefined {
  const option = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { help: option, "no-agent": option } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

async function run(withAgent: boolean): Promise<void> {
  const start = performance.now();
  const say = (line: string): void => {
    console.error(line);
  };
  await using cluster = await startDevCluster({ withAgent, say });
  const signal = firstSignal();
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(guide(cluster, { seconds, withAgent }));
  const input = createInterface({ input: process.stdin });
  let work = Promise.resolve();
  input.on("line", (line) => {
    if (line.trim() === "r") work = work.then(() => renew(cluster));
  });
  await signal;
  input.close();
  process.stdin.destroy();
  console.error("Ending and removing all of it; Ctrl-C again does not wait");
  await work;
}

/** Builds what has changed, and starts the programs anew. */
async function renew({ planes }: DevCluster): Promise<void> {
  const build = spawn("npm", ["run", "--silent", "build"], {
    cwd: `${import.meta.dirname}/../..`,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = (await once(build, "close")) as [number | null];
  if (code !== 0) {
    console.error("The build failed; what runs is as before");
    return;
  }
  try {
    for (const plane of planes) {
      await plane.stop();
      await plane.start();
    }
    console.log(`Restarted: ${planes.map(({ name }) => name).join(", ")}`);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    console.error(`${error.message}\nMend it, and enter r again`);
  }
}

const options = readOptions();
if (options === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else if (options.help) {
  console.log(usage);
} else if (!options["no-agent"] && process.getuid?.() !== 0) {
  console.error(
    "The agent loads programs into the kernel: run this as root, or without it: --no-agent",
  );
  process.exitCode = 1;
} else {
  try {
    await run(!options["no-agent"]);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
