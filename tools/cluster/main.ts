import { parseArgs } from "node:util";

import { controlPlaneBinaries } from "./binaries/control-plane-binaries.ts";
import { pinVersions } from "./binaries/pin-versions.ts";
import { printProgress } from "./binaries/progress.ts";
import { startControlPlane } from "./control-plane.ts";
import { exitCodeOf } from "./exit-code.ts";
import { firstSignal } from "./first-signal.ts";

const help = `Usage: node tools/cluster/main.ts COMMAND

A real Kubernetes control plane on this machine, for tests and development.

Commands:
  build   build its programs, once, and print where each is
  start   start one, print its kubeconfig, end it on Ctrl-C
  pin KUBERNETES ETCD COREDNS
          write the Go modules anew for other versions, such as v1.37.2 v3.7.3 v1.15.0

Options of start:
  --controller-manager   run kube-controller-manager too
  --folder DIR           make its temporary folder there

Environment:
  KUBEBUILDER_ASSETS     a folder with etcd, kube-apiserver and kubectl: nothing is built
  XDG_CACHE_HOME         where builds are kept, in localredirect/control-plane (default ~/.cache)
`;

process.exitCode = await exitCodeOf(() => runCommand(process.argv.slice(2)));

async function runCommand(parameters: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      "controller-manager": { type: "boolean", default: false },
      folder: { type: "string" },
    },
  });
  const [command = "", ...versions] = positionals;
  if (values.help) {
    process.stdout.write(help);
  } else if (command === "build") {
    await printBinaries();
  } else if (command === "start") {
    await runUntilSignal(values["controller-manager"], values.folder);
  } else if (command === "pin" && versions.length === 3) {
    await pin(versions);
  } else {
    process.stderr.write(command === "" ? help : `Wrong usage: ${positionals.join(" ")}\n${help}`);
    return 2;
  }
  return 0;
}

async function pin([kubernetes = "", etcd = "", coreDns = ""]: readonly string[]) {
  await pinVersions({ kubernetes, etcd, coreDns }, printProgress);
}

async function printBinaries() {
  for (const path of Object.values(await controlPlaneBinaries())) {
    if (typeof path === "string") process.stdout.write(`${path}\n`);
  }
}

async function runUntilSignal(controllerManager: boolean, folder: string | undefined) {
  const start = performance.now();
  await using plane = await startControlPlane({
    controllerManager,
    ...(folder === undefined ? {} : { folder }),
  });
  // Before anybody can know that it runs, and send one.
  const signal = firstSignal();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stderr.write(`Ready after ${seconds} s at ${plane.url}; Ctrl-C ends it and removes it\n`);
  process.stdout.write(`export KUBECONFIG=${plane.kubeconfig}\n`);
  await signal;
}
