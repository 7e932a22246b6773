import type { Capacities } from "./capacities.ts";

/** What the kernel's maps have no more room for. */
export type Shortage = "redirects" | "backend-lists" | "members" | "endpoints";

/** What to say of a shortage: the limit and what to do. */
export function describeShortage(shortage: Shortage, capacities: Capacities): string {
  switch (shortage) {
    case "redirects":
      return (
        `The kernel's table is full with ${capacities.frontends} redirects: ` +
        "raise --max-redirects"
      );
    case "backend-lists":
      return (
        `The kernel has no room left for backends of redirects with many of them, of which it ` +
        `keeps ${capacities.backendLists}: raise --max-redirects`
      );
    case "members":
      return (
        `The kernel has no room left for pods of policies that select many of them, of which it ` +
        `keeps ${capacities.members}: raise --max-redirects`
      );
    case "endpoints":
      return (
        `All ${capacities.endpoints - 1} numbers of addresses are in use by redirects and by ` +
        "sockets that remember them: serve fewer frontends on this node"
      );
  }
}
