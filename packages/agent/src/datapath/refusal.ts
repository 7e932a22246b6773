import {
  type Redirect,
  redirectId,
  redirectVersion,
  type Version,
} from "@localredirect/types/tables";
import type { Refusal, RefusalCode } from "./datapath.ts";

/** Refuses a redirect. */
export function refuse(
  redirect: Redirect,
  reason: { readonly code: RefusalCode; readonly message: string },
): Refusal {
  return { id: redirectId(redirect.frontend), version: versionOf(redirect), ...reason };
}

/** Undefined: so wrong that it has none. */
function versionOf(redirect: Redirect): Version | undefined {
  try {
    return redirectVersion(redirect);
  } catch {
    return undefined;
  }
}
