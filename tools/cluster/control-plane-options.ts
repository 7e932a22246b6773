import type { Progress } from "./binaries/progress.ts";
import type { Entrance } from "./servers/server-process.ts";

/** How a control plane is to be; each has a default. */
export interface ControlPlaneOptions {
  /**
   * Whether kube-controller-manager runs, which makes service accounts, EndpointSlices and the
   * like, and takes away what belongs to nodes that do not live. Default: false.
   */
  readonly controllerManager?: boolean;
  /** Whether kube-scheduler runs, which gives pods a node. Default: false. */
  readonly scheduler?: boolean;
  /** Where ClusterIPs come from. Default: 10.96.0.0/16 and fd00:10:96::/112. */
  readonly serviceRanges?: readonly string[];
  /**
   * Added to our own flags. Of a flag that stands there twice the last one counts, of one that
   * takes a list all do. Default: none.
   */
  readonly flags?: Partial<ServerFlags>;
  /** Where its temporary folder is made. Default: that of the system. */
  readonly folder?: string;
  /**
   * The network that it runs in. Default: that of this process, where it listens on the loopback
   * address only.
   */
  readonly network?: ControlPlaneNetwork;
  /** Hears how a build goes. Default: standard error. */
  readonly progress?: Progress;
}

/** Flags of each server, as `--name=value`. */
export interface ServerFlags {
  readonly etcd: readonly string[];
  readonly apiServer: readonly string[];
  readonly controllerManager: readonly string[];
  readonly scheduler: readonly string[];
}

/** A network for a control plane that nodes are to reach. */
export interface ControlPlaneNetwork {
  /** The way of its servers into it. */
  readonly entrance: Entrance;
  /**
   * Of the API server. In that network it listens there; on this machine's 127.0.0.1 somebody
   * listens who connects to it.
   */
  readonly port: number;
  /** Where nodes find it; also in the Endpoints of default/kubernetes. */
  readonly address: string;
  /** More addresses for its certificate, such as the ClusterIPs of default/kubernetes. */
  readonly certificateAddresses: readonly string[];
}

/** Both families, IPv4 first, as the cluster's primary one. */
export const defaultServiceRanges: readonly string[] = ["10.96.0.0/16", "fd00:10:96::/112"];
