import { controllerUri } from "../identity/authority/serving-names.ts";
import { refusal } from "../identity/identity-refusal.ts";
import type { IdentityRefusal } from "../identity/identity-refusal.ts";

/** Who is at the other end of a call, as the transport says. */
export type PeerIdentity =
  /** A certificate from our authorities, with these subject alternative names. */
  | {
      readonly kind: "certificate";
      readonly dns: ReadonlySet<string>;
      readonly uri: ReadonlySet<string>;
    }
  /** The agent of a node, by its token. */
  | {
      readonly kind: "token";
      readonly node: string;
      /** In milliseconds since 1970. */
      readonly expiresAt: number;
    }
  /** Anybody: TLS without a certificate that we trust. */
  | { readonly kind: "anonymous" }
  /** A local connection without TLS: what it says is believed. */
  | { readonly kind: "local" };

/** The URI in the certificates of those who may look on. */
export const observerUri = "localredirect:observer";

/**
 * Reads the alternative names as Node prints them, `DNS:node-1, URI:localredirect:observer`. It
 * quotes names with characters that could be taken for its own separators; those are no names of
 * ours, and are left out.
 */
export function certificateIdentity(alternativeNames: string | undefined): PeerIdentity {
  const dns = new Set<string>();
  const uri = new Set<string>();
  for (const [, kind, quoted, plain] of (alternativeNames ?? "").matchAll(alternativeName)) {
    const names = kind === "DNS" ? dns : kind === "URI" ? uri : undefined;
    if (quoted === undefined && plain !== undefined) {
      names?.add(plain);
    }
  }
  return { kind: "certificate", dns, uri };
}

/** One entry after the other; where one cannot be read, no further one counts. */
const alternativeName = /([^:",]+):(?:("(?:[^"\\]|\\.)*")|([^",]+))(?:, |$)/gy;

/** Why a peer is not the agent of a node; undefined: it is. */
export function agentRefusal(peer: PeerIdentity, node: string): IdentityRefusal | undefined {
  switch (peer.kind) {
    case "local":
      return undefined;
    case "anonymous":
      return refusal("no_token", noCredentials);
    case "token":
      return peer.node === node ? undefined : mismatch(node, `token is of node '${peer.node}'`);
    case "certificate":
      return peer.dns.has(node)
        ? undefined
        : mismatch(node, `client certificate names ${inWords(peer.dns)}`);
  }
}

/** What a caller lacks that shows neither certificate nor token. */
export const noCredentials =
  "The call has no token (metadata authorization: Bearer), nor a client certificate of an authority that this controller knows";

function mismatch(node: string, proof: string): IdentityRefusal {
  return refusal("node_mismatch", `Hello is from node '${node}', the ${proof}`);
}

function inWords(names: ReadonlySet<string>): string {
  return names.size === 0 ? "no DNS name" : `'${[...names].join("', '")}'`;
}

/** Whether a peer may look on. */
export function isObserver(peer: PeerIdentity): boolean {
  return peer.kind === "local" || (peer.kind === "certificate" && peer.uri.has(observerUri));
}

/** Whether a peer is a replica of this control plane. */
export function isController(peer: PeerIdentity): boolean {
  return peer.kind === "local" || (peer.kind === "certificate" && peer.uri.has(controllerUri));
}
