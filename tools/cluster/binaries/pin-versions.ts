import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { runGo } from "./go-command.ts";
import { findGo } from "./go-toolchain.ts";
import { goFolder, type PinnedVersions } from "./pinned-versions.ts";
import type { Progress } from "./progress.ts";

/** Writes the Go modules anew for other versions, for a developer to look at and commit. */
export async function pinVersions(
  versions: Pick<PinnedVersions, "kubernetes" | "etcd"> & { readonly coreDns: string },
  progress: Progress,
): Promise<void> {
  const go = await findGo(progress);
  const theirs = await goModOf(go, `k8s.io/kubernetes@${versions.kubernetes}`);
  const modules = {
    kubernetes: kubernetesModule(versions.kubernetes, theirs),
    etcd: etcdModule(
      versions.etcd,
      await goModOf(go, `go.etcd.io/etcd/server/v3@${versions.etcd}`),
    ),
    coredns: coreDnsModule(
      versions.coreDns,
      await goModOf(go, `github.com/coredns/coredns@${versions.coreDns}`),
    ),
  };
  for (const [name, content] of Object.entries(modules)) {
    const folder = join(goFolder, name);
    writeFileSync(join(folder, "go.mod"), content);
    progress(`${folder}: go mod tidy`);
    await runGo({ go, folder, parameters: ["mod", "tidy"] });
  }
}

/**
 * A go.mod that builds Kubernetes from outside. Its own one replaces its parts (client-go and the
 * like) by folders of its repository, which its module lacks; they are modules of the same number.
 *
 * @param version - for example `v1.37.2`
 * @param theirs - the go.mod of that version
 */
export function kubernetesModule(version: string, theirs: string): string {
  const parts = [...theirs.matchAll(/(\S+) => \.\/staging\//g)].map(([, part]) => part ?? "");
  const partVersion = version.replace(/^v1\./, "v0.");
  return [
    "module localredirect/tools/cluster/kubernetes",
    directive("go", theirs),
    directive("godebug", theirs),
    `require k8s.io/kubernetes ${version}`,
    `replace (\n${parts.map((part) => `\t${part} => ${part} ${partVersion}\n`).join("")})`,
  ]
    .filter((text) => text !== "")
    .join("\n\n")
    .concat("\n");
}

/**
 * A go.mod that builds etcd from outside.
 *
 * @param version - for example `v3.7.3`
 * @param theirs - the go.mod of that version
 */
export function etcdModule(version: string, theirs: string): string {
  return [
    "module localredirect/tools/cluster/etcd",
    directive("go", theirs),
    "tool go.etcd.io/etcd/server/v3",
    `require go.etcd.io/etcd/server/v3 ${version}`,
  ]
    .join("\n\n")
    .concat("\n");
}

/**
 * A go.mod that builds CoreDNS with a choice of its plug-ins.
 *
 * @param version - for example `v1.15.0`
 * @param theirs - the go.mod of that version
 */
export function coreDnsModule(version: string, theirs: string): string {
  return [
    "module localredirect/tools/cluster/coredns",
    directive("go", theirs),
    `require github.com/coredns/coredns ${version}`,
  ]
    .join("\n\n")
    .concat("\n");
}

/** The line of a go.mod that begins with a word; empty: none does. */
function directive(word: string, text: string): string {
  return text.split("\n").find((line) => line.startsWith(`${word} `)) ?? "";
}

async function goModOf(go: string, module: string): Promise<string> {
  const lines: string[] = [];
  await runGo({
    go,
    folder: join(goFolder, "etcd"),
    parameters: ["list", "-m", "-f", "{{.GoMod}}", module],
    onLine: (line) => lines.push(line),
  });
  return readFileSync(lines.join(""), "utf8");
}
