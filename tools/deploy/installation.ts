import { stringify } from "yaml";

import type { ControlPlane } from "../cluster/control-plane.ts";
import { renderOverlay } from "./overlay.ts";
import { untilPoliciesAreKnown } from "./policy-definition.ts";

/** What of the overlay is not about pods, which nobody would run here. */
const kinds: ReadonlySet<string> = new Set([
  "CustomResourceDefinition",
  "Namespace",
  "ServiceAccount",
  "ClusterRole",
  "ClusterRoleBinding",
  "Role",
  "RoleBinding",
]);

/** Where deploy/base puts everything. */
export const namespace = "localredirect";

/**
 * Longer than a cluster for development lives, in seconds: nobody renews the tokens here, as a
 * kubelet would.
 */
export const tokenLife: number = 30 * 24 * 3600;

/**
 * Installs the definitions of deploy/overlays/default, its accounts and their permissions.
 *
 * @returns the kubeconfig of the controller's ServiceAccount, by its path
 */
export async function install(plane: ControlPlane): Promise<string> {
  const objects = await renderOverlay((parameters) => plane.kubectl(parameters), "default");
  await plane.apply(
    ...objects.filter(({ kind }) => kinds.has(kind)).map((each) => stringify(each)),
  );
  await untilPoliciesAreKnown(plane);
  return plane.serviceAccountKubeconfig(namespace, "localredirect-controller", {
    expirationSeconds: tokenLife,
  });
}
