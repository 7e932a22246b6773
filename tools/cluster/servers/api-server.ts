import { type ServerProcess, startServer } from "./server-process.ts";
import { etcdUrl } from "./etcd.ts";

/** The files of the API server, by their names in the folder of its control plane. */
export const apiServerFiles = {
  servingCertificate: "api-server.crt",
  servingKey: "api-server.key",
  clientAuthority: "client-ca.crt",
  tokenKey: "service-account.key",
  tokenPublicKey: "service-account.pub",
} as const;

/** Who issues service-account tokens, as they say themselves; also their default audience. */
export const tokenIssuer = "https://kubernetes.default.svc";

/** How the API server is started. */
export interface ApiServerOptions {
  readonly program: string;
  readonly folder: string;
  /** On 127.0.0.1. */
  readonly port: number;
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
    isReady: options.isReady,
    parameters: [
      "--bind-address=127.0.0.1",
      `--secure-port=${options.port}`,
      // It would look for a default route to find an address of its own; a loopback address may
      // not stand in the Endpoints of default/kubernetes, so nobody writes those.
      "--advertise-address=127.0.0.1",
      "--endpoint-reconciler-type=none",
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
      `--service-cluster-ip-range=${options.serviceRanges.join(",")}`,
      ...options.flags,
    ],
  });
}
