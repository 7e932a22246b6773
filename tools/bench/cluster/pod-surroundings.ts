import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ControlPlane } from "../../cluster/control-plane.ts";

/** What Kubernetes would give to a pod of the controller. */
export interface PodSurroundings {
  /** Holds `token` and `ca.crt`. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

const account = { namespace: "default", name: "bench-controller" };

/**
 * Makes a ServiceAccount and writes down what proves it. It may do everything: the benchmark does
 * not ask what the controller may do.
 */
export async function writePodSurroundings(
  plane: ControlPlane,
  parent: string,
): Promise<PodSurroundings> {
  await plane.apply(
    // Where replicas decide by a Lease which of them writes the status of policies.
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "localredirect" } },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: account },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: account.name },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: "cluster-admin",
      },
      subjects: [{ kind: "ServiceAccount", ...account }],
    },
  );
  const folder = await mkdtemp(join(parent, "pod-"));
  const token = await plane.serviceAccountToken(account.namespace, account.name);
  await writeFile(join(folder, "token"), token, { mode: 0o600 });
  await writeFile(join(folder, "ca.crt"), plane.ca);
  const { hostname, port } = new URL(plane.url);
  return {
    folder,
    environment: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port },
  };
}

/** Shows a folder where pods find such a one, to one program only, and becomes that. */
const script =
  "mount -t tmpfs tmpfs /run && mkdir -p /run/secrets/kubernetes.io && " +
  'ln -s "$0" /run/secrets/kubernetes.io/serviceaccount && exec "$@"';

/** A command that runs as in a pod; needs root. The process id is the program's. */
export function inPod({ folder }: PodSurroundings, command: readonly string[]): readonly string[] {
  return ["unshare", "--mount", "--", "sh", "-c", script, folder, ...command];
}
