import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the committed Go modules build. */
export interface PinnedVersions {
  /** For example `v1.37.2`. */
  readonly kubernetes: string;
  /** For example `v3.7.3`. */
  readonly etcd: string;
  /** Eight hexadecimal digits that change with anything that the build reads. */
  readonly fingerprint: string;
}

/** The folder of the committed Go modules. */
export const goFolder: string = join(import.meta.dirname, "../go");

const kubernetesSources = [
  "kubernetes/go.mod",
  "kubernetes/go.sum",
  "kubernetes/main.go",
  "etcd/go.mod",
  "etcd/go.sum",
];

const coreDnsSources = ["coredns/go.mod", "coredns/go.sum", "coredns/main.go"];

/** Reads the versions from the Go modules, where alone they stand. */
export function readPinnedVersions(folder: string = goFolder): PinnedVersions {
  return {
    kubernetes: requiredVersion(join(folder, "kubernetes/go.mod"), "k8s.io/kubernetes"),
    etcd: requiredVersion(join(folder, "etcd/go.mod"), "go.etcd.io/etcd/server/v3"),
    fingerprint: fingerprintOf(folder, kubernetesSources),
  };
}

/** CoreDNS: its version, for example `v1.15.0`, and a fingerprint as that of the others. */
export function readPinnedCoreDns(folder: string = goFolder): {
  readonly version: string;
  readonly fingerprint: string;
} {
  return {
    version: requiredVersion(join(folder, "coredns/go.mod"), "github.com/coredns/coredns"),
    fingerprint: fingerprintOf(folder, coreDnsSources),
  };
}

function fingerprintOf(folder: string, sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const source of sources) hash.update(readFileSync(join(folder, source))).update("\0");
  return hash.digest("hex").slice(0, 8);
}

function requiredVersion(file: string, module: string): string {
  const line = readFileSync(file, "utf8")
    .split("\n")
    .map((text) => text.trim().replace(/^require /, ""))
    .find((text) => text.startsWith(`${module} v`));
  const version = line?.split(" ")[1];
  if (version === undefined) throw new TypeError(`${file} requires no version of ${module}`);
  return version;
}
