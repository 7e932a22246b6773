import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { ControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import type { ClusterNode } from "../nodes/node.ts";

/** The first process of a pod's container, as this machine, whose kernel the nodes share, sees it. */
export interface ContainerProcess {
  readonly pod: string;
  readonly pid: number;
  /** The way to the container's root, with the container's own mounts. */
  readonly root: string;
}

/** What the kernel lets a process do; for each set the names of its capabilities, in order. */
export interface Privileges {
  readonly user: string;
  readonly effective: readonly string[];
  readonly permitted: readonly string[];
  /** What no program that it starts can get beyond. */
  readonly bounding: readonly string[];
  readonly ambient: readonly string[];
  readonly noNewPrivileges: boolean;
  readonly seccomp: "off" | "strict" | "filter";
}

/** Names for the numbers of the agent's capabilities, from linux/capability.h. */
const capabilityNames = new Map([
  [12, "NET_ADMIN"],
  [38, "PERFMON"],
  [39, "BPF"],
]);

/**
 * Finds the process of the one container that a component's pod on a node has.
 *
 * @param component its label `app.kubernetes.io/component`
 * @throws {TypeError} where there is no such pod that runs
 */
export async function containerProcess(
  plane: ControlPlane,
  node: ClusterNode,
  component: string,
): Promise<ContainerProcess> {
  const selector = `app.kubernetes.io/component=${component}`;
  const place = `spec.nodeName=${node.name}`;
  const output = await plane.kubectl([
    ...["get", "pods", "--namespace=localredirect", `--selector=${selector}`, "--output=json"],
    `--field-selector=${place}`,
  ]);
  const pod = jsonField(JSON.parse(output), "items", "0");
  const name = jsonField(pod, "metadata", "name");
  const uid = jsonField(pod, "metadata", "uid");
  const id = jsonField(pod, "status", "containerStatuses", "0", "containerID");
  if (typeof name !== "string" || typeof uid !== "string" || typeof id !== "string") {
    throw new TypeError(`No pod of ${component} runs on ${node.name}: ${output.slice(0, 200)}`);
  }
  const container = id.replace("containerd://", "");
  const processes = join(node.cgroup, "kubepods/burstable", `pod${uid}`, container, "cgroup.procs");
  const pid = Number.parseInt(readFileSync(processes, "utf8"), 10);
  return { pod: name, pid, root: `/proc/${pid}/root` };
}

/** Reads in `/proc/PID/status` what the kernel lets a process do. */
export function privilegesOf(pid: number): Privileges {
  const lines = readFileSync(`/proc/${pid}/status`, "utf8").split("\n");
  const fields = new Map(
    lines.map((line) => {
      const [name = "", ...values] = line.split(/:?\s+/);
      return [name, values];
    }),
  );
  const first = (name: string) => fields.get(name)?.[0] ?? "";
  return {
    user: first("Uid"),
    effective: capabilities(first("CapEff")),
    permitted: capabilities(first("CapPrm")),
    bounding: capabilities(first("CapBnd")),
    ambient: capabilities(first("CapAmb")),
    noNewPrivileges: first("NoNewPrivs") === "1",
    seccomp: (["off", "strict", "filter"] as const)[Number(first("Seccomp"))] ?? "off",
  };
}

/** The capabilities of a mask in hexadecimal; those without a name by their numbers. */
function capabilities(mask: string): readonly string[] {
  const bits = BigInt(`0x${mask}`);
  return Array.from({ length: 64 }, (_, number) => number)
    .filter((number) => ((bits >> BigInt(number)) & 1n) === 1n)
    .map((number) => capabilityNames.get(number) ?? String(number));
}
