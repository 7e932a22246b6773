import type { Progress } from "../cluster/binaries/progress.ts";
import type { ServerFlags } from "../cluster/control-plane-options.ts";

/** How a cluster is to be; each has a default. */
export interface ClusterOptions {
  /** How many nodes it has from the start, 1 to 9. Default: 2. */
  readonly nodes?: number;
  /** Paths of archives of images that each node has from the start. Default: none. */
  readonly images?: readonly string[];
  /** Added to our own flags. Default: none. */
  readonly flags?: Partial<ServerFlags> & { readonly kubelet?: readonly string[] };
  /** Where its temporary folder is made. Default: that of the system. */
  readonly folder?: string;
  /** Hears how it goes. Default: standard error. */
  readonly progress?: Progress;
}
