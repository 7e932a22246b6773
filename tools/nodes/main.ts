import { parseArgs } from "node:util";

import { exitCodeOf } from "../cluster/exit-code.ts";
import { firstSignal } from "../cluster/first-signal.ts";
import { progressOf } from "../cluster/binaries/progress.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { findNodePrograms } from "./node-programs.ts";

const help = `Usage: node tools/nodes/main.ts COMMAND

A real Kubernetes cluster on this machine: a control plane, and nodes with kubelet, containerd and
kube-proxy, in network namespaces without a way out. Needs root.

Commands:
  build   build and download its programs, once, and print where each is
  start   start one, print its kubeconfig, end it on Ctrl-C

Options of start:
  --nodes NUMBER   how many nodes, 1 to 9 (default 2)
  --image FILE     an archive of images for every node (of docker save, or an OCI layout in a tar);
                   may be given several times
  --folder DIR     make its temporary folder there

Environment:
  XDG_CACHE_HOME   where programs are kept, in localredirect (default ~/.cache)
`;

process.exitCode = await exitCodeOf(() => runCommand(process.argv.slice(2)));

async function runCommand(parameters: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      nodes: { type: "string", default: "2" },
      image: { type: "string", multiple: true, default: [] },
      folder: { type: "string" },
    },
  });
  const [command = ""] = positionals;
  if (values.help) {
    process.stdout.write(help);
  } else if (command === "build") {
    const programs = await findNodePrograms(progressOf("nodes"));
    process.stdout.write(`${Object.values(programs).join("\n")}\n`);
  } else if (command === "start") {
    await runUntilSignal(Number(values.nodes), values.image, values.folder);
  } else {
    process.stderr.write(command === "" ? help : `Wrong usage: ${positionals.join(" ")}\n${help}`);
    return 2;
  }
  return 0;
}

async function runUntilSignal(
  nodes: number,
  images: readonly string[],
  folder: string | undefined,
): Promise<void> {
  const start = performance.now();
  await using cluster = await startCluster({
    nodes,
    images,
    ...(folder === undefined ? {} : { folder }),
  });
  // Before anybody can know that it runs, and send one.
  const signal = firstSignal();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stderr.write(`Ready after ${seconds} s; Ctrl-C ends it and removes it\n`);
  process.stderr.write(waysIn(cluster));
  process.stdout.write(`export KUBECONFIG=${cluster.plane.kubeconfig}\n`);
  await signal;
}

/** For people: how to look into each node. */
function waysIn({ nodes }: Cluster): string {
  const lines = nodes.map(
    ({ name, pid, folder }) =>
      `${name}: nsenter --target ${pid} --net --mount --uts --ipc --pid bash; logs: ${folder}/*.log\n`,
  );
  return lines.join("");
}
