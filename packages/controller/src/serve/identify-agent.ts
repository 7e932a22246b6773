import type { Metadata } from "@grpc/grpc-js";

import { refusal } from "../identity/identity-refusal.ts";
import type { IdentityRefusal } from "../identity/identity-refusal.ts";
import type { TokenVerdict } from "../identity/token-review.ts";
import { noCredentials } from "./agent-identity.ts";
import type { PeerIdentity } from "./agent-identity.ts";

/** Finds out whose a token is. Never rejects. */
export type VerifyToken = (token: string) => Promise<TokenVerdict>;

/** Who opens a stream, or why that cannot be told. */
export type Identification =
  | { readonly ok: true; readonly peer: PeerIdentity }
  | { readonly ok: false; readonly refusal: IdentityRefusal };

/**
 * Who opens a stream: whom the transport knows, else the holder of the call's token.
 *
 * @param verify - undefined: nobody can verify tokens here
 */
export function identifyAgent(
  peer: PeerIdentity,
  metadata: Metadata,
  verify: VerifyToken | undefined,
): Identification | Promise<Identification> {
  if (peer.kind !== "anonymous") return { ok: true, peer };
  const token = takeBearerToken(metadata);
  return token === undefined || verify === undefined
    ? { ok: false, refusal: refusal("no_token", noCredentials) }
    : verify(token).then(identification);
}

/** What a verdict on a token says of who is at the other end. */
export function identification(verdict: TokenVerdict): Identification {
  return verdict.ok ? { ok: true, peer: { kind: "token", ...verdict.holder } } : verdict;
}

/** Takes it out, or the call would hold the secret for as long as the stream lives. */
function takeBearerToken(metadata: Metadata): string | undefined {
  const [value] = metadata.get("authorization");
  metadata.remove("authorization");
  return typeof value === "string" ? /^Bearer +(\S+)$/i.exec(value)?.[1] : undefined;
}
