import { join } from "node:path";

import { type ManifestObject, parseManifests } from "./manifest-object.ts";

/** The overlays of deploy/overlays. */
export const overlayNames = ["default", "dev", "minimal", "nodelocaldns", "uninstall"] as const;

/** One of them. */
export type OverlayName = (typeof overlayNames)[number];

/** Runs kubectl and returns what it prints; as of a ControlPlane. */
export type Kubectl = (parameters: readonly string[]) => Promise<string>;

/** This checkout. */
const checkout = join(import.meta.dirname, "../..");

/** The folder of an overlay. @param root the repository's folder; default: this checkout */
export function overlayFolder(name: OverlayName, root: string = checkout): string {
  return join(root, "deploy/overlays", name);
}

/** All that an overlay installs, as kubectl renders it. @param root as of {@link overlayFolder} */
export async function renderOverlay(
  kubectl: Kubectl,
  name: OverlayName,
  root: string = checkout,
): Promise<readonly ManifestObject[]> {
  return parseManifests(await kubectl(["kustomize", overlayFolder(name, root)]));
}
