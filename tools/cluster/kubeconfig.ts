import type { KeyPair } from "./certificate-authority.ts";

/** How one user of the API server proves who it is. */
export type Credentials =
  | { readonly kind: "certificate"; readonly keyPair: KeyPair }
  | { readonly kind: "token"; readonly token: string };

/** Where an API server is, and who vouches for it. */
export interface ApiServerAddress {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** The certificate of the authority of its serving certificate, in PEM. */
  readonly ca: string;
}

/** A kubeconfig file's content, as JSON, which is YAML too; it needs no other file. */
export function kubeconfig(server: ApiServerAddress, credentials: Credentials): string {
  const name = "localredirect";
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name,
        cluster: { server: server.url, "certificate-authority-data": base64(server.ca) },
      },
    ],
    users: [{ name, user: userEntry(credentials) }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

function userEntry(credentials: Credentials): Record<string, string> {
  if (credentials.kind === "token") return { token: credentials.token };
  return {
    "client-certificate-data": base64(credentials.keyPair.certificate),
    "client-key-data": base64(credentials.keyPair.key),
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
