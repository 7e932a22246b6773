import type { ControlPlane } from "../cluster/control-plane.ts";

/** Waits until an API server that has been given our definition takes policies. */
export async function untilPoliciesAreKnown(plane: Pick<ControlPlane, "kubectl">): Promise<void> {
  const definition = "crd/localredirectpolicies.balancing.elf.io";
  await plane.kubectl(["wait", "--for=condition=Established", "--timeout=60s", definition]);
}
