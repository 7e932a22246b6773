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

const sources = [
  "kubernetes/go.mod",
  "kubernetes/go.sum",
  "kubernetes/main.go",
  "etcd/go.mod",
  "etcd/go.sum",
];

/** Reads the versions from the Go modules, where alone they stand. */
export function readPinnedVersions(folder: string = goFolder): PinnedVersions {
  const hash = createHash("sha256");
  for (const source of sources) hash.update(readFileSync(join(folder, source))).update("\0");
  return {
    kubernetes: requiredVersion(join(folder, "kubernetes/go.mod"), "k8s.io/kubernetes"),
    etcd: requiredVersion(join(folder, "etcd/go.mod"), "go.etcd.io/etcd/server/v3"),
    fingerprint: hash.digest("hex").slice(0, 8),
  };
}

function requiredVersion(file: string, module: string): string {
  const line = readFileSync(file, "utf8")
    .split("\n")
    .find((text) => text.trim().startsWith(`${module} v`));
  const version = line?.trim().split(" ")[1];
  if (version === undefined) throw new TypeError(`${file} requires no version of ${module}`);
  return version;
}
