import { ClusterError } from "../cluster-error.ts";

/** What Go calls the processors that it can build for here. */
export type GoArchitecture = "amd64" | "arm64";

/**
 * What Go calls this machine's processor.
 *
 * @throws ClusterError `machine` where this is not Linux on x64 or arm64
 */
export function goArchitecture(): GoArchitecture {
  if (process.platform === "linux" && process.arch === "x64") return "amd64";
  if (process.platform === "linux" && process.arch === "arm64") return "arm64";
  throw new ClusterError(
    "machine",
    `This is ${process.platform} on ${process.arch}; use Linux on x64 or arm64`,
  );
}
