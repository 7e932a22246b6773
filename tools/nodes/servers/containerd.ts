import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { type ServerProcess, startServer } from "../../cluster/servers/server-process.ts";
import { podRanges } from "../../world/address-plan.ts";
import { runCommand } from "../../world/command.ts";
import { imageNames } from "../images/base-images.ts";
import type { NodePlace } from "../node-place.ts";

/** Where it listens, in the node. */
export const containerdSocket = "/run/containerd/containerd.sock";

/** Kubernetes' images and containers, as containerd sets its clients' things apart. */
export const kubernetesNamespace = "k8s.io";

/** How long importing an image may take, in milliseconds: 300 MB take four seconds. */
const importDeadline = 120_000;

/** Writes what containerd reads. */
export async function writeContainerdFiles(node: NodePlace): Promise<void> {
  await writeFile(configFile(node), containerdConfig(node));
  await mkdir(cniFolder(node), { recursive: true });
  await writeFile(
    join(cniFolder(node), "10-bridge.conflist"),
    JSON.stringify(cniConfig(node.number), undefined, 2),
  );
}

/** Starts containerd, with the images and containers that it already has. */
export function startContainerd(node: NodePlace): Promise<ServerProcess> {
  const { containerd, ctr, runc } = node.programs;
  return startServer({
    program: containerd,
    parameters: [`--config=${configFile(node)}`],
    // By it, containerd finds its shims, and they find runc.
    environment: {
      PATH: `${dirname(containerd)}:${dirname(runc)}:${process.env["PATH"] ?? ""}`,
    },
    folder: node.folder,
    entrance: node.entrance,
    isReady: async () => {
      await runCommand([...node.entrance.command, ctr, `--address=${containerdSocket}`, "version"]);
      return true;
    },
  });
}

/** Imports an archive of images (of `docker save`, or an OCI image layout in a tar). */
export async function importImages(node: NodePlace, archive: string): Promise<void> {
  const { ctr } = node.programs;
  const parameters = [`--namespace=${kubernetesNamespace}`, "images", "import", archive];
  await runCommand([...node.entrance.command, ctr, ...parameters], "", importDeadline);
}

function configFile(node: NodePlace): string {
  return join(node.folder, "containerd.toml");
}

function cniFolder(node: NodePlace): string {
  return join(node.folder, "cni-net.d");
}

function containerdConfig(node: NodePlace): string {
  return `version = 2
# Without the right to lower it (CAP_SYS_RESOURCE) no container would start.
oom_score = 0
[grpc]
  address = "${containerdSocket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${imageNames.pause}"
  restrict_oom_score_adj = true
  disable_apparmor = true
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = false
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "${node.programs.cniPlugins}"
  conf_dir = "${cniFolder(node)}"
`;
}

/** Each pod has a link to a bridge of its node, which routes. */
function cniConfig(number: number): object {
  const { v4, v6 } = podRanges(number);
  return {
    cniVersion: "0.4.0",
    name: "pods",
    plugins: [
      {
        type: "bridge",
        bridge: "pods",
        isGateway: true,
        isDefaultGateway: true,
        hairpinMode: true,
        // Pods see each other's addresses, on other nodes too.
        ipMasq: false,
        ipam: { type: "host-local", ranges: [[{ subnet: v4 }], [{ subnet: v6 }]] },
      },
    ],
  };
}
