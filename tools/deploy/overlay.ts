import { join } from "node:path";

import { type ManifestObject, parseManifests } from "./manifest-object.ts";

/** The overlays of deploy/overlays. */
export const overlayNames = ["default", "dev", "minimal", "nodelocaldns", "uninstall"] as const;

/** One of them. */
export type OverlayName = (typeof overlayNames)[number];

/** Runs kubectl and returns what it prints; as of a ControlPlane. */
export type Kubectl = (parameters: readonly string[]) => Promise<string>;

const overlays = join(import.meta.dirname, "../../deploy/overlays");

/** The folder of an overlay. */
export function overlayFolder(name: OverlayName): string {
  return join(overlays, name);
}

/** All that an overlay installs, as kubectl renders it. */
export async function renderOverlay(
  kubectl: Kubectl,
  name: OverlayName,
): Promise<readonly ManifestObject[]> {
  return parseManifests(await kubectl(["kustomize", overlayFolder(name)]));
}
