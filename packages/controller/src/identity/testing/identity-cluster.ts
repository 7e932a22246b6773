import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ControlPlane } from "../../../../../tools/cluster/control-plane.ts";
import { startControlPlane } from "../../../../../tools/cluster/control-plane.ts";
import { jsonField } from "../../../../../tools/cluster/json-field.ts";
import { install, namespace } from "../../../../../tools/deploy/installation.ts";
import { ApiObjects } from "../../sources/kubernetes/testing/api-objects.ts";
import { reSignToken } from "./re-sign-token.ts";

/** As whom deploy/ runs agents. */
export const agentAccount = "localredirect-agent";

/** What its agent's token is to be like; what is not said is as deploy/ has it. */
export interface TokenTraits {
  readonly account?: string;
  readonly audience?: string;
  /** Undefined: bound to the pod of no node. */
  readonly node?: string;
}

/** A real API server on which deploy/ is installed, with nodes and an agent's pod on each. */
export class IdentityCluster {
  readonly plane: ControlPlane;
  /** Of the controller, as its own account and no other. */
  readonly kubeconfig: string;
  readonly objects: ApiObjects;

  /** A policy for 169.254.0.90, for which each node has one pod; `nodes`: its address by the node. */
  static async start(nodes: Readonly<Record<string, string>>): Promise<IdentityCluster> {
    const plane = await startControlPlane();
    const cluster = new IdentityCluster(plane, await install(plane));
    const { objects } = cluster;
    await objects.serviceAccount("default");
    await objects.addressPolicy("web", "169.254.0.90", { matchLabels: { app: "web" } });
    for (const [node, ip] of Object.entries(nodes)) {
      await objects.node(node);
      await objects.pod(`web-${node}`, { labels: { app: "web" }, node, ip });
      await cluster.agentPod(node, agentAccount);
    }
    return cluster;
  }

  private constructor(plane: ControlPlane, kubeconfig: string) {
    this.plane = plane;
    this.kubeconfig = kubeconfig;
    this.objects = new ApiObjects(plane);
  }

  stop(): Promise<void> {
    return this.plane.stop();
  }

  /** A pod on a node that runs as an account. */
  async agentPod(node: string, account: string): Promise<void> {
    await this.plane.apply({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: podName(account, node), namespace },
      spec: {
        nodeName: node,
        serviceAccountName: account,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 0,
        containers: [{ name: "agent", image: "none" }],
      },
    });
  }

  /** What the kubelet would give to an agent. */
  async token({ account = agentAccount, audience, node }: TokenTraits): Promise<string> {
    const audiences = [audience ?? "localredirect"];
    if (node === undefined) {
      return this.plane.serviceAccountToken(namespace, account, { audiences });
    }
    const name = podName(account, node);
    const uid = await this.objects.uid(`/api/v1/namespaces/${namespace}/pods/${name}`);
    return this.plane.serviceAccountToken(namespace, account, { audiences, pod: { name, uid } });
  }

  /** A token that the API server has issued, with other claims, signed as it signs. */
  async reSign(token: string, claims: object): Promise<string> {
    const key = await readFile(join(this.plane.folder, "service-account.key"), "utf8");
    return reSignToken(token, claims, key);
  }

  /** Writes the bundle as it now is, as an agent's pod has it, and returns the file. */
  async bundleFile(name: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/configmaps/localredirect-ca`;
    const configMap = await this.plane.admin.expect({ method: "GET", path });
    const file = join(this.plane.folder, `${name}.crt`);
    await writeFile(file, String(jsonField(configMap, "data", "ca.crt")));
    return file;
  }
}

function podName(account: string, node: string): string {
  return `${account}-${node}`;
}
