import type { ClusterNode } from "../nodes/node.ts";

/** An entry of `bpftool cgroup tree`. */
interface CgroupPrograms {
  readonly programs: readonly { readonly attach_type: string; readonly name: string }[];
}

/** The names of the programs attached to sockets in a node; a runtime's own are about devices. */
export async function attachedToSockets(node: ClusterNode): Promise<readonly string[]> {
  const output = await node.run(["bpftool", "-j", "cgroup", "tree", node.cgroup]);
  // Where nothing at all is attached it prints nothing.
  const tree = output.trim() === "" ? [] : (JSON.parse(output) as readonly CgroupPrograms[]);
  return tree
    .flatMap(({ programs }) => programs)
    .filter((program) => program.attach_type !== "cgroup_device")
    .map(({ name }) => name);
}

/** The paths of what is pinned in a node, but for two files that the kernel makes itself. */
export async function pinnedIn(node: ClusterNode): Promise<readonly string[]> {
  const find = ["find", "/sys/fs/bpf", "-mindepth", "1", "!", "-name", "*.debug"];
  return (await node.run(find)).split("\n").filter((path) => path !== "");
}
