import { join } from "node:path";

/** How a kubelet names its cgroups; see its `cgroupDriver`. */
export type CgroupDriver = "cgroupfs" | "systemd";

/** Where the processes of one container are. */
export interface ContainerCgroup {
  /** The folder of the pod. */
  readonly pod: string;
  /** The folder of the container, in that of the pod. */
  readonly container: string;
}

/** The folders of a container of the QoS class Burstable, below the node's own cgroup. */
export function containerCgroup(
  node: string,
  driver: CgroupDriver,
  uid: string,
  container: string,
): ContainerCgroup {
  if (driver === "cgroupfs") {
    const pod = join(node, "kubepods", "burstable", `pod${uid}`);
    return { pod, container: join(pod, container) };
  }
  const slice = `kubepods-burstable-pod${uid.replaceAll("-", "_")}.slice`;
  const pod = join(node, "kubepods.slice", "kubepods-burstable.slice", slice);
  return { pod, container: join(pod, `cri-containerd-${container}.scope`) };
}
