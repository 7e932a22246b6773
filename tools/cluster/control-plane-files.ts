import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  type CertificateAuthority,
  createCertificateAuthority,
  createSigningKeys,
} from "./certificate-authority.ts";
import { apiServerFiles } from "./servers/api-server.ts";

/** Who vouches for whom in one control plane. */
export interface Authorities {
  /** Of the API server's serving certificate. */
  readonly server: CertificateAuthority;
  /** Of its users. */
  readonly client: CertificateAuthority;
}

/** The name of the serving authority's certificate in the folder. */
export const serverAuthorityFile = "server-ca.crt";

/** The names that pods of a cluster call the API server by, beside its address. */
const servingNames = [
  "localhost",
  "kubernetes",
  "kubernetes.default",
  "kubernetes.default.svc",
  "kubernetes.default.svc.cluster.local",
];

/** Makes the folder of a control plane, for its owner only. */
export function createFolder(parent: string = tmpdir()): Promise<string> {
  return mkdtemp(join(parent, "localredirect-cluster-"));
}

/**
 * Makes the authorities and writes what the servers read.
 *
 * @param addresses - of the API server, beside 127.0.0.1
 */
export async function writeControlPlaneFiles(
  folder: string,
  addresses: readonly string[] = [],
): Promise<Authorities> {
  const server = await createCertificateAuthority("localredirect test servers");
  const client = await createCertificateAuthority("localredirect test clients");
  const serving = await server.issue({
    commonName: "kube-apiserver",
    names: [
      ...["127.0.0.1", ...addresses].map((value) => ({ type: "ip", value }) as const),
      ...servingNames.map((value) => ({ type: "dns", value }) as const),
    ],
  });
  const kubeletClient = await client.issue({
    commonName: "kube-apiserver-kubelet-client",
    // Kubelets ask the API server whether it may; this group may everything.
    organizations: ["system:masters"],
  });
  const tokens = await createSigningKeys();
  const files = {
    [serverAuthorityFile]: server.certificate,
    [apiServerFiles.clientAuthority]: client.certificate,
    [apiServerFiles.servingCertificate]: serving.certificate,
    [apiServerFiles.servingKey]: serving.key,
    [apiServerFiles.kubeletCertificate]: kubeletClient.certificate,
    [apiServerFiles.kubeletKey]: kubeletClient.key,
    [apiServerFiles.tokenKey]: tokens.privateKey,
    [apiServerFiles.tokenPublicKey]: tokens.publicKey,
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content, { mode: 0o600 });
  }
  return { server, client };
}
