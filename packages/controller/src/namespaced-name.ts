import { bad, good } from "@localredirect/process";
import type { Result } from "@localredirect/process";

import type { ServiceAccount } from "./identity/token-review.ts";
import type { ServiceName } from "./peers/endpoint-slice.ts";

/** Reads a value of --agent-service-account. */
export function parseServiceAccount(text: string): Result<ServiceAccount> {
  return parseNamespacedName(text, "ServiceAccount");
}

/** Reads a value of --peer-service. */
export function parseServiceName(text: string): Result<ServiceName> {
  return parseNamespacedName(text, "Service");
}

function parseNamespacedName(
  text: string,
  kind: string,
): Result<{ readonly namespace: string; readonly name: string }> {
  const { namespace, name } = namespacedName.exec(text)?.groups ?? {};
  return namespace === undefined || name === undefined
    ? bad(`${kind} '${text}' is not NAMESPACE/NAME`)
    : good({ namespace, name });
}

/** A namespace is a DNS label, a name may be several with dots between (RFC 1123). */
const namespacedName =
  /^(?<namespace>[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\/(?<name>[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?)$/;
