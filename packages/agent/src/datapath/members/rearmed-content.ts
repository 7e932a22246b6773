import type { Content } from "../content.ts";
import type { Destination } from "../destination.ts";
import type { PlacedRedirect } from "../table/placed-redirect.ts";
import type { Arming } from "./guard.ts";
import type { ServerAt } from "./server-numbers.ts";

/** What is known of a redirect's pods now. */
export interface ArmedPods extends Arming {
  /** The number of the server of a backend. */
  readonly serverAt: ServerAt;
}

/** What a redirect is to hold when nothing but the cgroups of its pods changed. */
export function rearmed(
  held: PlacedRedirect,
  { cgroups, missing, serverAt }: ArmedPods,
  destinationAt: (place: number) => Destination | undefined,
): Content {
  const { id, frontend, policy, version, redirectSelf, placement } = held;
  return {
    id,
    frontend,
    policy,
    version,
    redirectSelf,
    backends: placement.backendEndpoints.flatMap((place, index) => {
      const destination = destinationAt(place);
      return destination === undefined
        ? []
        : [{ ...destination, server: serverAt(destination, index) }];
    }),
    cgroups,
    membersMissing: missing.length > 0,
  };
}

/** Whether the kernel holds this content already. */
export function holds(held: PlacedRedirect, content: Content): boolean {
  return (
    held.version === content.version &&
    held.membersMissing === content.membersMissing &&
    held.cgroups.length === content.cgroups.length &&
    content.cgroups.every(({ id }, index) => held.cgroups[index] === id) &&
    content.backends.every(({ server }, index) => held.placement.servers[index] === server)
  );
}
