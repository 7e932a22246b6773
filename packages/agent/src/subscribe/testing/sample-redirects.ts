import type { Redirect } from "@localredirect/types/tables";

/** A redirect of the frontend 10.96.x.y:80/TCP that `number` (0 to 65535) names. */
export function sampleRedirect(number: number, backends = 1): Redirect {
  const last = `${Math.floor(number / 256)}.${number % 256}`;
  const pod = (index: number) => ({
    namespace: "default",
    name: `cache-${index}`,
    uid: `6d0c5bd0-52a1-4a0c-9c4e-${String(index).padStart(12, "0")}`,
  });
  const pods = Array.from({ length: backends }, (_, index) => pod(index));
  return {
    frontend: { address: `10.96.${last}`, port: 80, protocol: "TCP" },
    policy: { name: `policy-${number}`, uid: `uid-${number}`, id: number + 1 },
    options: { redirectSelf: false, qosLimit: undefined },
    backends: pods.map((each, index) => ({
      address: `10.244.0.${index + 1}`,
      port: 8080,
      pod: each,
      hostNetwork: false,
    })),
    members: pods.map((each) => ({ pod: each, hostNetwork: false, cgroupTokens: [each.uid] })),
  };
}

/** So many different ones. */
export function sampleRedirects(count: number): readonly Redirect[] {
  return Array.from({ length: count }, (_, number) => sampleRedirect(number));
}
