import {
  addressFamily,
  frontendFamily,
  type Redirect,
  redirectId,
  redirectVersion,
} from "@localredirect/types/tables";
import { bad, good, type Result } from "@localredirect/process";
import type { Content } from "./content.ts";
import { resumeObstacle } from "./encode/resume.ts";
import { layoutConstants } from "./generated/layout.ts";
import type { ArmedPods } from "./members/rearmed-content.ts";

/** What the kernel is to hold for a redirect; a bad result says what of it cannot be held. */
export function compileContent(redirect: Redirect, pods: ArmedPods): Result<Content> {
  const { frontend, policy, options, backends } = redirect;
  const obstacle = obstacleOf(redirect);
  if (obstacle !== undefined) return bad(obstacle);
  try {
    return good({
      id: redirectId(frontend),
      frontend,
      policy,
      version: redirectVersion(redirect),
      redirectSelf: options.redirectSelf,
      backends: backends.map(({ address, port }, index) => ({
        address,
        port,
        server: pods.serverAt({ address, port }, index),
      })),
      cgroups: pods.cgroups,
      membersMissing: pods.missing.length > 0,
    });
  } catch (error) {
    // An address that is none, or a text longer than the wire can have it.
    if (error instanceof RangeError) return bad(error.message);
    throw error;
  }
}

function obstacleOf({ frontend, policy, backends }: Redirect): string | undefined {
  const most = layoutConstants.MAX_BACKENDS;
  if (backends.length > most) {
    return `The redirect has ${backends.length} backends, at most ${most} can be used`;
  }
  const family = frontendFamily(frontend);
  const misfit = backends.find(({ address }) => addressFamily(address) !== family);
  if (misfit !== undefined) {
    return `Backend ${misfit.address} port ${misfit.port} is no ${family} destination`;
  }
  return resumeObstacle(policy);
}
