/** `npm run demo`: the main job, on real input, told step by step. See story.ts. */
import { join } from "node:path";
import { parseArgs } from "node:util";

import { startCluster } from "./cluster.ts";
import { createManifestFolder } from "./manifests.ts";
import { createNarrator, type Narrator } from "./narrator.ts";
import { createPlanes } from "../world/planes.ts";
import * as story from "./story.ts";
import { performOnNodes } from "./nodes-demo.ts";
import { UnexpectedError } from "./unexpected-error.ts";

const usage = `Usage: npm run demo [-- [cluster] OPTION]

Shows policies redirecting real connections in a small cluster of network namespaces on this
machine. Nothing of it reaches the machine's own network, and nothing stays.

With "cluster": in a cluster of two real nodes on this machine, with our images and manifests and
a DNS cache on each node. That takes minutes, the first time a quarter of an hour.

  --keep   stop once the policies work, and leave everything running until Ctrl-C
  --help   print this`;

interface Options {
  readonly help: boolean;
  readonly keep: boolean;
  readonly onNodes: boolean;
}

/** Undefined where they are wrong, which is then said. */
function readOptions(): Options | undefined {
  const option = { type: "boolean", default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      options: { help: option, keep: option },
      allowPositionals: true,
    });
    const [what, ...more] = positionals;
    if (more.length > 0 || (what !== undefined && what !== "cluster")) {
      console.error(`Only "cluster" may stand here: ${positionals.join(" ")}`);
      return undefined;
    }
    return { ...values, onNodes: what === "cluster" };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

async function keepRunning({ cluster, planes, manifests }: story.Scene): Promise<never> {
  console.log(`
Everything runs until Ctrl-C. For example:
  ls ${manifests}
  npx localredirect tables --controller ${planes.address}
  nsenter --net=/run/netns/${cluster.app.namespace} bash   # then, to be in its cgroup, too:
    echo $$ > ${join(cluster.app.cgroup, "cgroup.procs")}; dig @10.96.0.10 who.cluster.local TXT`);
  return new Promise(() => {
    setInterval(() => undefined, 60_000);
  });
}

async function tell(scene: story.Scene, keep: boolean): Promise<void> {
  await story.beforeThePolicies(scene);
  await story.withThePolicies(scene);
  if (keep) await keepRunning(scene);
  await story.backendDown(scene);
  await story.backendBack(scene);
  await story.restartUnderLoad(scene);
  await story.policiesDeleted(scene);
  await story.uninstall(scene);
}

async function perform(narrator: Narrator, keep: boolean): Promise<void> {
  const start = performance.now();
  narrator.say(
    `A small cluster on this machine, of network namespaces: on node-1 an application and two
    caches, on node-2 the pods behind the Services http-server-v4 (10.96.10.80) and kube-dns
    (10.96.0.10, fd00:96::a).`,
  );
  const cluster = await startCluster();
  const manifests = join(cluster.world.folder, "manifests");
  createManifestFolder(manifests);
  const planes = createPlanes(cluster.world, manifests);
  try {
    await tell({ cluster, planes, manifests, narrator }, keep);
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    console.log(`\nAll came out as said, in ${seconds} s. Everything is removed again.`);
  } catch (error) {
    const { folder, tails } = planes.keepLogs();
    const reason = error instanceof UnexpectedError ? error.message : error;
    console.error("\nThis did not come out as said:", reason);
    console.error(`${tails}\nBoth logs are in ${folder}; everything else is removed again.`);
    process.exitCode = 1;
  } finally {
    cluster.world.close();
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    console.error("\nInterrupted; everything is removed again.");
    // The world goes with this process.
    process.exit(signal === "SIGINT" ? 130 : 143);
  });
}

const options = readOptions();
if (options === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else if (options.help) {
  console.log(usage);
} else if (process.getuid?.() !== 0) {
  console.error(
    "The demo makes network namespaces and loads programs into the kernel: run it as root",
  );
  process.exitCode = 1;
} else if (options.onNodes) {
  process.exitCode = await performOnNodes(createNarrator(), options.keep);
} else {
  await perform(createNarrator(), options.keep);
}
