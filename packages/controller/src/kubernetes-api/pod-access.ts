import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { isIPv6 } from "node:net";
import { join } from "node:path";

import type { ClusterAccess } from "./cluster-access.ts";

/** What Kubernetes gives to a pod, for it to reach the API and to prove who it is. */
export interface PodSurroundings {
  /** Holds `token` and `ca.crt`. */
  readonly folder: string;
  /** $KUBERNETES_SERVICE_HOST and $KUBERNETES_SERVICE_PORT. Undefined: not set. */
  readonly host: string | undefined;
  readonly port: string | undefined;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
}

/** Where Kubernetes puts a pod's token and authorities, and which variables it sets. */
export function podSurroundings(): PodSurroundings {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  return { folder: "/var/run/secrets/kubernetes.io/serviceaccount", host, port, now: Date.now };
}

/** What was replaced is not used for longer, in milliseconds; a token is good for minutes more. */
const rereadAfter = 60_000;

/**
 * Access of a pod by its ServiceAccount. It needs none of the client library, which is a second and
 * 80 MB to load.
 *
 * @throws {Error} when this is no pod, or one without a token
 */
export function podAccess({ folder, host, port, now }: PodSurroundings): ClusterAccess {
  const read = (name: string): string => readFileSync(join(folder, name), "utf8").trim();
  let token = read("token");
  let ca = read("ca.crt");
  let readAt = now();
  if (host === undefined || port === undefined) {
    throw new Error("Set $KUBERNETES_SERVICE_HOST and $KUBERNETES_SERVICE_PORT, as in a pod");
  }
  // Each exchange has a connection of its own, unlike with Node's global agent.
  const agent = new Agent();
  return {
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    isProxied: false,
    apply: (options) => {
      if (now() - readAt > rereadAfter) {
        token = read("token");
        ca = read("ca.crt");
        readAt = now();
      }
      options.headers.authorization = `Bearer ${token}`;
      Object.assign(options, { ca, agent });
    },
  };
}
