import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { runGo } from "./go-command.ts";
import { findGo } from "./go-toolchain.ts";
import { goFolder, type PinnedVersions } from "./pinned-versions.ts";
import { type Progress, reported } from "./progress.ts";

/** One program to build. */
interface Program {
  readonly name: string;
  /** The module's folder below `go/`. */
  readonly module: string;
  /** The package to build, as Go names it. */
  readonly package: string;
  readonly version: string;
  /** The Go variables that hold its version. */
  readonly versionVariables: readonly string[];
}

/** What all programs are built with. */
interface Context {
  readonly folder: string;
  readonly progress: Progress;
  /** The path of `go`, or its name. */
  readonly go: string;
}

/** The names that the program `kubernetes` goes by; see go/kubernetes/main.go. */
const kubernetesNames = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
  "kubelet",
  "kubectl",
];

/**
 * Builds etcd and all of Kubernetes into a folder. Takes minutes.
 *
 * @throws ClusterError `go` or `build`
 */
export async function buildKubernetes(
  folder: string,
  versions: PinnedVersions,
  progress: Progress,
): Promise<void> {
  const context = { folder, progress, go: await findGo(progress) };
  await buildProgram(context, {
    name: "etcd",
    module: "etcd",
    package: "go.etcd.io/etcd/server/v3",
    version: versions.etcd,
    versionVariables: [],
  });
  await buildProgram(context, {
    name: "kubernetes",
    module: "kubernetes",
    package: ".",
    version: versions.kubernetes,
    // What the server says of itself, and what the client says to servers.
    versionVariables: [
      "k8s.io/component-base/version.gitVersion",
      "k8s.io/client-go/pkg/version.gitVersion",
    ],
  });
  for (const name of kubernetesNames) await symlink("kubernetes", join(folder, name));
}

/**
 * Builds CoreDNS into a folder. Takes a minute.
 *
 * @throws ClusterError `go` or `build`
 */
export async function buildCoreDns(
  folder: string,
  version: string,
  progress: Progress,
): Promise<void> {
  await buildProgram(
    { folder, progress, go: await findGo(progress) },
    {
      name: "coredns",
      module: "coredns",
      package: ".",
      version,
      // It says its version of its own accord, and this where it was built from.
      versionVariables: [],
    },
  );
}

async function buildProgram({ folder, progress, go }: Context, program: Program) {
  const title = `${program.name} ${program.version}`;
  const packages = await reported(progress, `${title}: downloading its Go modules`, () =>
    countPackages(go, program),
  );
  let compiled = 0;
  await reported(
    progress,
    `${title}: compiling what of its ${packages} packages is not in Go's cache, then linking`,
    () =>
      runGo({
        go,
        folder: join(goFolder, program.module),
        parameters: buildParameters(folder, program),
        onErrorLine: () => {
          compiled += 1;
        },
      }),
    () => `${compiled} packages compiled`,
  );
}

/** Downloads what is missing, as listing needs the sources. */
async function countPackages(go: string, program: Program): Promise<number> {
  let packages = 0;
  await runGo({
    go,
    folder: join(goFolder, program.module),
    parameters: ["list", "-deps", program.package],
    onLine: () => {
      packages += 1;
    },
  });
  return packages;
}

function buildParameters(folder: string, program: Program): string[] {
  const versions = program.versionVariables.map((name) => `-X ${name}=${program.version}`);
  return [
    "build",
    "-v",
    "-trimpath",
    // Symbols and DWARF would be half of the size and a third of the time to link.
    `-ldflags=${["-s", "-w", ...versions].join(" ")}`,
    `-o=${join(folder, program.name)}`,
    program.package,
  ];
}
