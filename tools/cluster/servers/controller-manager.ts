import { apiServerFiles } from "./api-server.ts";
import { type Entrance, type ServerProcess, startServer } from "./server-process.ts";

/** How the controller manager is started. */
export interface ControllerManagerOptions {
  readonly program: string;
  readonly folder: string;
  /** Undefined: where this process runs. */
  readonly entrance: Entrance | undefined;
  /** The path of a kubeconfig as system:kube-controller-manager. */
  readonly kubeconfig: string;
  /** The name in the folder of the authority's certificate that pods are to trust. */
  readonly rootAuthority: string;
  /** Added to our own, at the end. */
  readonly flags: readonly string[];
  /** Whether its work shows. */
  readonly isReady: () => Promise<boolean>;
}

/** Starts kube-controller-manager and waits until its work shows. */
export function startControllerManager(options: ControllerManagerOptions): Promise<ServerProcess> {
  return startServer({
    program: options.program,
    folder: options.folder,
    entrance: options.entrance,
    isReady: options.isReady,
    parameters: [
      `--kubeconfig=${options.kubeconfig}`,
      // It is the only one, and nobody asks it for its metrics.
      "--leader-elect=false",
      "--secure-port=0",
      // Pod ranges are for real nodes.
      "--controllers=*,-node-ipam-controller",
      "--use-service-account-credentials=true",
      `--service-account-private-key-file=${apiServerFiles.tokenKey}`,
      `--root-ca-file=${options.rootAuthority}`,
      ...options.flags,
    ],
  });
}
