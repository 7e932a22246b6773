import type { Frontend, Redirect } from "@localredirect/types";

/** The frontend that a TestApplication asks. */
export const sampleFrontend: Frontend = { address: "10.96.0.10", port: 80, protocol: "TCP" };

/** A redirect of `sampleFrontend` to backends, which are pods with the uids `uid-1`, `uid-2`, …. */
export function sampleRedirect(
  backends: readonly string[],
  change: Partial<Redirect> = {},
): Redirect {
  const pods = backends.map((address, index) => ({
    address,
    pod: { namespace: "default", name: `pod-${index + 1}`, uid: `uid-${index + 1}` },
  }));
  return {
    frontend: sampleFrontend,
    policy: { name: "sample", uid: "5e4f6a0c", id: 7 },
    options: { redirectSelf: false, qosLimit: undefined },
    backends: pods.map(({ address, pod }) => ({ address, port: 80, pod, hostNetwork: false })),
    members: pods.map(({ pod }) => ({ pod, hostNetwork: false, cgroupTokens: [pod.uid] })),
    ...change,
  };
}
