import type { ControlPlane } from "../cluster/control-plane.ts";
import type { ProbeResult, Way } from "../world/probe.ts";
import { imageNames } from "./images/base-images.ts";

/** Where the applications serve. */
export const applicationPorts = { tcp: 80, udp: 53 } as const;

/** A pod, in the namespace default, that says who it is (whoami) and can ask others (probe). */
export interface ApplicationPod {
  readonly name: string;
  /** Default: the scheduler chooses. */
  readonly nodeName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether it is in its node's network, where only one can have the ports. Default: false. */
  readonly hostNetwork?: boolean;
}

/** The manifest of such a pod. */
export function applicationPod(pod: ApplicationPod): object {
  const { name, labels = {}, hostNetwork = false } = pod;
  const ports = Object.entries(applicationPorts).map(([protocol, port]) => `${protocol}:${port}`);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels },
    spec: {
      ...(pod.nodeName === undefined ? {} : { nodeName: pod.nodeName }),
      hostNetwork,
      // A first process that does not listen to SIGTERM never ends by it.
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: "whoami",
          image: imageNames.application,
          imagePullPolicy: "Never",
          command: ["whoami", name, ...ports],
        },
      ],
    },
  };
}

/** Waits until pods are Ready, at most 90 seconds. */
export async function untilPodsReady(plane: ControlPlane, names: readonly string[]): Promise<void> {
  const pods = names.map((name) => `pod/${name}`);
  await plane.kubectl(["wait", "--for=condition=Ready", "--timeout=90s", ...pods]);
}

/** Asks, from within a pod, a whoami server, for example `10.96.0.5:80`. */
export async function askFrom(
  plane: ControlPlane,
  pod: string,
  way: Way,
  target: string,
): Promise<ProbeResult> {
  // It ends with 1 where nobody answered, which its output says better.
  const script = 'probe "$@" || true';
  const output = await plane.kubectl(["exec", pod, "--", "sh", "-c", script, "sh", way, target]);
  // probe.c, in tools/world/programs, prints just that.
  return JSON.parse(output) as ProbeResult;
}
