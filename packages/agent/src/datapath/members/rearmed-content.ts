import type { Content } from "../content.ts";
import type { Destination } from "../destination.ts";
import type { PlacedRedirect } from "../table/placed-redirect.ts";
import type { Arming } from "./guard.ts";

/** What a redirect is to hold when nothing but the cgroups of its members changed. */
export function rearmed(
  held: PlacedRedirect,
  arming: Arming,
  destinationAt: (place: number) => Destination | undefined,
): Content {
  const { id, frontend, policy, version, redirectSelf, placement } = held;
  return {
    id,
    frontend,
    policy,
    version,
    redirectSelf,
    backends: placement.backendEndpoints.flatMap((place) => destinationAt(place) ?? []),
    cgroups: arming.cgroups,
    membersMissing: arming.missing.length > 0,
  };
}

/** Whether the kernel holds this content already. */
export function holds(held: PlacedRedirect, content: Content): boolean {
  return (
    held.version === content.version &&
    held.membersMissing === content.membersMissing &&
    held.cgroups.length === content.cgroups.length &&
    content.cgroups.every(({ id }, index) => held.cgroups[index] === id)
  );
}
