/**
 * What may go wrong with a control plane and its nodes:
 * - `machine`: not Linux on x64 or arm64
 * - `go`: Go is missing or too old to build with
 * - `build`: a step of the build failed
 * - `debian`: a package of Debian cannot be had
 * - `assets`: $KUBEBUILDER_ASSETS lacks a program
 * - `port`: no port was free
 * - `ended`: a server ended on its own
 * - `late`: a server was not ready, or did not answer, in time
 * - `refused`: the API server or etcd answered with an error
 * - `kubectl`: kubectl failed
 * - `node`: a node could not be set up, or a command on it failed
 */
export type ClusterErrorCode =
  | "machine"
  | "go"
  | "build"
  | "debian"
  | "assets"
  | "port"
  | "ended"
  | "late"
  | "refused"
  | "kubectl"
  | "node";

/** A control plane or a node could not be built, started or asked. The message says what to do next. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
  readonly code: ClusterErrorCode;

  constructor(code: ClusterErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
