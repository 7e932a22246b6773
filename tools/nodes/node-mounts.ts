import { join } from "node:path";

/** The node's own folders, by where the node sees them. */
export const nodeFolders: readonly string[] = [
  "/var/lib/containerd",
  "/var/lib/kubelet",
  "/var/lib/cni",
  "/var/log/pods",
  "/var/log/containers",
];

/**
 * Settings of the whole machine that kubelet wants to be so and would change. The node sees them as
 * they should be.
 */
const settings: Readonly<Record<string, number>> = {
  "kernel/panic": 10,
  "kernel/panic_on_oops": 1,
  "kernel/keys/root_maxkeys": 1_000_000,
  "kernel/keys/root_maxbytes": 25_000_000,
  "vm/overcommit_memory": 1,
  "vm/panic_on_oom": 0,
};

/**
 * A script that makes, in the mount namespace of a node, what a machine of its own would have: the
 * folders that containerd and kubelet keep things in, /run, the BPF file system. Whatever lies
 * there on this machine is neither seen nor changed.
 *
 * @param folder where the node keeps all of it
 */
export function mountScript(folder: string, nodeName: string): string {
  return [
    "set -e",
    // What kubelet mounts, containers are to see.
    "mount --make-rshared /",
    "for path in /var/lib /var/log /run; do mount -t tmpfs -o mode=755 node $path; done",
    "mount -t bpf -o mode=700 bpf /sys/fs/bpf",
    ...nodeFolders.flatMap((path) => [
      `mkdir -p ${join(folder, path)} ${path}`,
      `mount --bind ${join(folder, path)} ${path}`,
    ]),
    `mkdir -p ${join(folder, "settings")}`,
    ...Object.entries(settings).flatMap(([name, value]) => {
      const file = join(folder, "settings", name.replaceAll("/", "-"));
      return [`echo ${value} > ${file}`, `mount --bind ${file} /proc/sys/${name}`];
    }),
    `echo ${nodeName} > /proc/sys/kernel/hostname`,
  ].join("\n");
}
