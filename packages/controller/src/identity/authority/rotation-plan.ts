import type { Authority, RotationTimes } from "./authority.ts";

/** What the cluster holds. */
export interface RotationState {
  /** Of the Secret, the oldest first. */
  readonly authorities: readonly Authority[];
  /** The certificates that clients are told to trust, PEM each; undefined: there is no bundle. */
  readonly bundle: readonly string[] | undefined;
}

/** The one thing to do next; after it the state is read again. */
export type RotationAction =
  /** Make an authority, and add it to the Secret. */
  | { readonly kind: "create" }
  /** Tell clients to trust these. */
  | { readonly kind: "publish"; readonly bundle: readonly string[] }
  /** Write to the Secret that the bundle has been seen with all of these, from now on. */
  | { readonly kind: "record"; readonly authorities: readonly Authority[] }
  /** Write to the Secret what is left once all that the others have signed has expired. */
  | { readonly kind: "retire"; readonly authorities: readonly Authority[] }
  | { readonly kind: "nothing" };

/**
 * What has to be done so that at every moment each client, with a bundle that is at most
 * `bundleLag` old, can verify each certificate that a controller shows. Any number of controllers
 * may act on it at the same time, each write being refused where its state has changed.
 *
 * An authority is made, published, recorded as published; `bundleLag` later it signs, in place of
 * the one before; that one goes once all that it has signed has expired.
 */
export function planRotation(
  state: RotationState,
  now: number,
  times: RotationTimes,
): RotationAction {
  const { authorities, bundle } = state;
  const newest = authorities.at(-1);
  if (newest === undefined || now >= newest.createdAt + times.authorityRenewal) {
    return { kind: "create" };
  }
  const wanted = authorities.map(({ certificate }) => certificate).reverse();
  if (bundle === undefined || !sameTexts(bundle, wanted)) {
    return { kind: "publish", bundle: wanted };
  }
  if (authorities.some(({ publishedAt }) => publishedAt === undefined)) {
    const recorded = authorities.map((authority) => ({
      ...authority,
      publishedAt: authority.publishedAt ?? now,
    }));
    return { kind: "record", authorities: recorded };
  }
  const kept = authorities.filter(
    (authority, index) => !isOver(authority, authorities.slice(index + 1), now, times),
  );
  return kept.length < authorities.length
    ? { kind: "retire", authorities: kept }
    : { kind: "nothing" };
}

/**
 * Who signs what controllers show: the newest authority that every client knows. Where there is
 * none, as at the very start, the newest that is published: whoever has no bundle yet waits anyway.
 * Undefined: nobody can sign.
 */
export function signingAuthority(
  authorities: readonly Authority[],
  now: number,
  times: RotationTimes,
): Authority | undefined {
  const published = authorities.filter(
    ({ publishedAt, expiresAt }) => publishedAt !== undefined && now < expiresAt,
  );
  return published.findLast((authority) => isKnown(authority, now, times)) ?? published.at(-1);
}

/** When a controller makes itself the next certificate: at two thirds of its life. */
export function servingRenewal(issuedAt: number, expiresAt: number): number {
  return issuedAt + ((expiresAt - issuedAt) * 2) / 3;
}

/** Whether every client has read a bundle with it, however its clock goes. */
function isKnown({ publishedAt }: Authority, now: number, times: RotationTimes): boolean {
  return publishedAt !== undefined && now >= publishedAt + times.bundleLag + times.clockSkew;
}

/** Whether nothing that it has signed is valid any longer. */
function isOver(
  { expiresAt }: Authority,
  successors: readonly Authority[],
  now: number,
  times: RotationTimes,
): boolean {
  // It signed until a successor took over, by the slowest controller's clock.
  const since = now - times.servingLife - 2 * times.clockSkew;
  const hasSuccessor = successors.some((successor) => isKnown(successor, since, times));
  return hasSuccessor || now > expiresAt + times.clockSkew;
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
