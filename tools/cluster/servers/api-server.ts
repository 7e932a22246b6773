import { type Entrance, type ServerProcess, startServer } from "./server-process.ts";
import { etcdUrl } from "./etcd.ts";

/** The files of the API server, by their names in the folder of its control plane. */
export const apiServerFiles = {
  servingCertificate: "api-server.crt",
  servingKey: "api-server.key",
  clientAuthority: "client-ca.crt",
  tokenKey: "service-account.key",
  tokenPublicKey: "service-account.pub",
  kubeletCertificate: "api-server-kubelet-client.crt",
  kubeletKey: "api-server-kubelet-client.key",
} as const;

/** Who issues service-account tokens, as they say themselves; also their default audience. */
export const tokenIssuer = "https://kubernetes.default.svc";

/** How the API server is started. */
export interface ApiServerOptions {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  /** Where nodes find it. Undefined: only this machine does, on 127.0.0.1. */
  readonly address: string | undefined;
  /** Undefined: where this process runs. */
  readonly entrance: Entrance | undefined;
  /** Where ClusterIPs come from: one range for each family that Services may have. */
  readonly serviceRanges: readonly string[];
  /** Added to our own, at the end. */
  readonly flags: readonly string[];
  /** Whether it says that it is ready. */
  readonly isReady: () => Promise<boolean>;
}

/** Starts kube-apiserver and waits until it is ready. */
export function startApiServer(options: ApiServerOptions): Promise<ServerProcess> {
  return startServer({
    program: options.program,
    folder: options.folder,
    entrance: options.entrance,
    isReady: options.isReady,
    parameters: [
      ...listeningParameters(options),
      `--etcd-servers=${etcdUrl}`,
      `--tls-cert-file=${apiServerFiles.servingCertificate}`,
      `--tls-private-key-file=${apiServerFiles.servingKey}`,
      `--client-ca-file=${apiServerFiles.clientAuthority}`,
      `--service-account-issuer=${tokenIssuer}`,
      `--service-account-signing-key-file=${apiServerFiles.tokenKey}`,
      `--service-account-key-file=${apiServerFiles.tokenPublicKey}`,
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction",
      "--allow-privileged=true",
      // For logs and exec, where there are kubelets.
      `--kubelet-client-certificate=${apiServerFiles.kubeletCertificate}`,
      `--kubelet-client-key=${apiServerFiles.kubeletKey}`,
      "--kubelet-preferred-address-types=InternalIP",
      `--service-cluster-ip-range=${options.serviceRanges.join(",")}`,
      ...options.flags,
    ],
  });
}

function listeningParameters({ address, port }: ApiServerOptions): readonly string[] {
  const securePort = `--secure-port=${port}`;
  if (address !== undefined) {
    return [securePort, "--bind-address=0.0.0.0", `--advertise-address=${address}`];
  }
  return [
    securePort,
    "--bind-address=127.0.0.1",
    // It would look for a default route to find an address of its own; a loopback address may not
    // stand in the Endpoints of default/kubernetes, so nobody writes those.
    "--advertise-address=127.0.0.1",
    "--endpoint-reconciler-type=none",
  ];
}
