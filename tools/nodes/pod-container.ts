import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { jsonField } from "../cluster/json-field.ts";
import { createLineQueue } from "../world/line-queue.ts";
import { createPlacedProcess, type PlacedProcess } from "../world/placed-process.ts";
import type { Cluster } from "./cluster.ts";

/** A running container, as this machine sees it. */
export interface PodContainer {
  /** Of its first process. */
  readonly pid: number;
  /** Its folder of cgroup v2. */
  readonly cgroup: string;
}

/** Finds the first container of a pod; it must run. */
export async function findContainer(
  { plane, nodes }: Cluster,
  namespace: string,
  name: string,
): Promise<PodContainer> {
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const pod = await plane.admin.expect({ method: "GET", path });
  const node = nodes.find((each) => each.name === jsonField(pod, "spec", "nodeName"));
  if (node === undefined) throw new Error(`Pod ${namespace}/${name} is on no node`);
  const id = String(jsonField(pod, "status", "containerStatuses", "0", "containerID"));
  const pods = join(node.cgroup, "kubepods");
  const folder = `pod${String(jsonField(pod, "metadata", "uid"))}/${id.replace(/^.*:\/\//, "")}`;
  const found = readdirSync(pods, { recursive: true, encoding: "utf8" }).find((each) =>
    each.endsWith(folder),
  );
  if (found === undefined) throw new Error(`Pod ${namespace}/${name} has no cgroup ${folder}`);
  const cgroup = join(pods, found);
  const [pid] = readFileSync(join(cgroup, "cgroup.procs"), "utf8").split("\n").map(Number);
  if (pid === undefined || pid === 0) throw new Error(`Nothing runs in ${cgroup}`);
  return { pid, cgroup };
}

/**
 * Starts a program of this machine in a container's network and cgroup. Unlike by `kubectl exec`,
 * it goes on without an API server, a kubelet and a containerd.
 */
export function startInContainer(
  { pid, cgroup }: PodContainer,
  command: readonly string[],
): PlacedProcess {
  // Each exec keeps the pid: the shell becomes nsenter, and nsenter the program.
  const script = 'echo $$ > "$1/cgroup.procs" && shift && exec nsenter "$@"';
  const entrance = ["-c", script, "sh", cgroup, `--target=${pid}`, "--net", "--"];
  const child = spawn("sh", [...entrance, ...command], { stdio: "pipe" });
  return createPlacedProcess(child, createLineQueue(), command);
}
