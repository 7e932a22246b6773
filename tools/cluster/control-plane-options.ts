import type { Progress } from "./binaries/progress.ts";

/** How a control plane is to be; each has a default. */
export interface ControlPlaneOptions {
  /**
   * Whether kube-controller-manager runs, which makes service accounts, EndpointSlices and the
   * like, and takes away what belongs to nodes that do not live. Default: false.
   */
  readonly controllerManager?: boolean;
  /** Where ClusterIPs come from. Default: 10.96.0.0/16 and fd00:10:96::/112. */
  readonly serviceRanges?: readonly string[];
  /**
   * Added to our own flags. Of a flag that stands there twice the last one counts, of one that
   * takes a list all do. Default: none.
   */
  readonly flags?: Partial<ServerFlags>;
  /** Where its temporary folder is made. Default: that of the system. */
  readonly folder?: string;
  /** Hears how a build goes. Default: standard error. */
  readonly progress?: Progress;
}

/** Flags of each server, as `--name=value`. */
export interface ServerFlags {
  readonly etcd: readonly string[];
  readonly apiServer: readonly string[];
  readonly controllerManager: readonly string[];
}

/** Both families, IPv4 first, as the cluster's primary one. */
export const defaultServiceRanges: readonly string[] = ["10.96.0.0/16", "fd00:10:96::/112"];
