/** Who is at the other end of a stream, as the transport says. */
export type PeerIdentity =
  /** A certificate from our authorities, with these subject alternative names. */
  | {
      readonly kind: "certificate";
      readonly dns: ReadonlySet<string>;
      readonly uri: ReadonlySet<string>;
    }
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
export function agentProblem(peer: PeerIdentity, node: string): string | undefined {
  if (peer.kind === "local" || peer.dns.has(node)) {
    return undefined;
  }
  const names = peer.dns.size === 0 ? "no DNS name" : `'${[...peer.dns].join("', '")}'`;
  return `Hello is from node '${node}', the client certificate names ${names}`;
}

/** Whether a peer may look on. */
export function isObserver(peer: PeerIdentity): boolean {
  return peer.kind === "local" || peer.uri.has(observerUri);
}
