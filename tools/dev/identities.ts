import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { createCertificateAuthority } from "../cluster/certificate-authority.ts";
import type { ControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import { namespace, tokenLife } from "../deploy/installation.ts";

/** The files by which our command line proves that it may look on, by their paths. */
export interface ObserverFiles {
  /** What the controller takes for the authority of such certificates. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** The files that the DaemonSet mounts into an agent's pod, by their paths. */
export interface AgentFiles {
  readonly token: string;
  /** Of the controller's certificate. */
  readonly authority: string;
}

/** Makes an authority and an observer's certificate. */
export async function makeObserver(folder: string): Promise<ObserverFiles> {
  const authority = await createCertificateAuthority("localredirect development clients");
  const { certificate, key } = await authority.issue({
    commonName: "developer",
    names: [{ type: "url", value: "localredirect:observer" }],
  });
  return {
    authority: await write(folder, "observer-ca.crt", authority.certificate),
    certificate: await write(folder, "observer.crt", certificate),
    key: await write(folder, "observer.key", key),
  };
}

/**
 * Makes an agent's pod, which nobody runs, and asks for the token that a kubelet would mount there:
 * it says of which node it is.
 *
 * @returns the token's path
 */
export async function makeAgentToken(plane: ControlPlane, node: string): Promise<string> {
  await makeAgentPod(plane, node);
  const token = await requestAgentToken(plane, node, tokenLife);
  return write(plane.folder, `${podName(node)}.token`, token);
}

/** Makes an agent's pod, which nobody runs. */
export async function makeAgentPod(plane: ControlPlane, node: string): Promise<void> {
  await plane.apply({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: podName(node), namespace },
    spec: {
      nodeName: node,
      serviceAccountName: agentAccount,
      hostNetwork: true,
      containers: [{ name: "agent", image: "none" }],
    },
  });
}

/**
 * Asks for a token as a kubelet would mount it into an agent's pod, which must be there.
 *
 * @param life in seconds, at least 600
 */
export async function requestAgentToken(
  plane: ControlPlane,
  node: string,
  life: number,
): Promise<string> {
  const name = podName(node);
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const pod = await plane.admin.expect({ method: "GET", path });
  return plane.serviceAccountToken(namespace, agentAccount, {
    audiences: [namespace],
    expirationSeconds: life,
    pod: { name, uid: String(jsonField(pod, "metadata", "uid")) },
  });
}

const agentAccount = "localredirect-agent";

function podName(node: string): string {
  return `${agentAccount}-${node}`;
}

/**
 * Writes down whom the controllers vouch for each other by: they have put it into a ConfigMap.
 *
 * @returns the file's path
 */
export async function writeControllerAuthority(plane: ControlPlane): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/configmaps/localredirect-ca`;
  const map = await plane.admin.expect({ method: "GET", path });
  return write(plane.folder, "controller-ca.crt", String(jsonField(map, "data", "ca.crt")));
}

async function write(folder: string, name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}
