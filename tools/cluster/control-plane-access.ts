import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type ApiClient, createApiClient } from "./api-client.ts";
import type { KeyPair } from "./certificate-authority.ts";
import type { Authorities } from "./control-plane-files.ts";
import { type Credentials, kubeconfig } from "./kubeconfig.ts";
import { applyManifests, type Manifest, runKubectl } from "./kubectl.ts";
import { requestToken, type TokenRequest } from "./service-account-token.ts";

/** The ways to one API server, for whomever one wants to be. */
export interface ControlPlaneAccess {
  /** Its address, the same as long as the control plane lives. */
  readonly url: string;
  /** The certificate of the authority of its serving certificate, in PEM. */
  readonly ca: string;
  /** The path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Asks it as the administrator. */
  readonly admin: ApiClient;
  /** Asks it as somebody. */
  client(credentials: Credentials): ApiClient;
  /** A certificate that makes its holder a user in some groups (default: none), and its key. */
  userCertificate(user: string, groups?: readonly string[]): Promise<KeyPair>;
  /** Writes a kubeconfig with such a certificate and returns its path. */
  userKubeconfig(user: string, groups?: readonly string[]): Promise<string>;
  /** A token of a service account, which must exist. */
  serviceAccountToken(namespace: string, name: string, token?: TokenRequest): Promise<string>;
  /** Writes a kubeconfig with such a token and returns its path. */
  serviceAccountKubeconfig(namespace: string, name: string, token?: TokenRequest): Promise<string>;
  /** Calls kubectl as the administrator and returns what it printed. */
  kubectl(parameters: readonly string[], input?: string): Promise<string>;
  /** Applies manifests as the administrator, by server-side apply, in the order given. */
  apply(...manifests: readonly Manifest[]): Promise<void>;
}

/** Where one control plane is. */
export interface AccessOptions {
  readonly folder: string;
  /** Of the API server, on 127.0.0.1. */
  readonly port: number;
  readonly authorities: Authorities;
  /** The path of the program. */
  readonly kubectl: string;
}

/** Makes the administrator, and with it everybody else. */
export async function createAccess(options: AccessOptions): Promise<ControlPlaneAccess> {
  const { folder, authorities } = options;
  const server = {
    url: `https://127.0.0.1:${options.port}`,
    ca: authorities.server.certificate,
  };
  const client = (credentials: Credentials) =>
    createApiClient({
      ...server,
      ...(credentials.kind === "token" ? { token: credentials.token } : credentials.keyPair),
    });
  const userCertificate = (user: string, groups: readonly string[] = []) =>
    authorities.client.issue({ commonName: user, organizations: groups });
  const write = (name: string, credentials: Credentials) =>
    writeKubeconfig(folder, name, kubeconfig(server, credentials));

  const keyPair = await userCertificate("localredirect-admin", ["system:masters"]);
  const admin = client({ kind: "certificate", keyPair });
  const adminKubeconfig = await write("admin", { kind: "certificate", keyPair });
  const kubectl = { program: options.kubectl, folder, kubeconfig: adminKubeconfig };
  const serviceAccountToken = (namespace: string, name: string, token?: TokenRequest) =>
    requestToken(admin, { namespace, name }, token);

  return {
    ...server,
    kubeconfig: adminKubeconfig,
    admin,
    client,
    userCertificate,
    async userKubeconfig(user, groups) {
      return write("user", { kind: "certificate", keyPair: await userCertificate(user, groups) });
    },
    serviceAccountToken,
    async serviceAccountKubeconfig(namespace, name, token) {
      const text = await serviceAccountToken(namespace, name, token);
      return write("service-account", { kind: "token", token: text });
    },
    kubectl: (parameters, input) => runKubectl(kubectl, parameters, input),
    async apply(...manifests) {
      await applyManifests(kubectl, manifests);
    },
  };
}

async function writeKubeconfig(folder: string, name: string, content: string): Promise<string> {
  const path = join(folder, `${name}-${randomUUID().slice(0, 8)}.kubeconfig`);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}
