import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ControlPlane } from "../cluster/control-plane.ts";
import { kubeconfig } from "../cluster/kubeconfig.ts";
import { apiServerFiles } from "../cluster/servers/api-server.ts";
import { controlPlaneAddresses } from "./address-plan.ts";
import type { NodePlace } from "./node-place.ts";

/** Paths of what a node's servers prove by who they are. */
export interface NodeCredentials {
  /** A kubeconfig as this node. */
  readonly kubelet: string;
  /** A kubeconfig as system:kube-proxy. */
  readonly kubeProxy: string;
  /** The certificate of the authority that vouches for whoever calls kubelet. */
  readonly clientAuthority: string;
}

/** Writes them, with the address at which nodes find the API server. */
export async function writeNodeCredentials(
  plane: ControlPlane,
  node: NodePlace,
): Promise<NodeCredentials> {
  const url = `https://${controlPlaneAddresses.v4}:${new URL(plane.url).port}`;
  const write = async (name: string, user: string, groups: readonly string[]) => {
    const keyPair = await plane.userCertificate(user, groups);
    const path = join(node.folder, `${name}.kubeconfig`);
    const content = kubeconfig({ url, ca: plane.ca }, { kind: "certificate", keyPair });
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  return {
    kubelet: await write("kubelet", `system:node:${node.name}`, ["system:nodes"]),
    kubeProxy: await write("kube-proxy", "system:kube-proxy", []),
    clientAuthority: join(plane.folder, apiServerFiles.clientAuthority),
  };
}
