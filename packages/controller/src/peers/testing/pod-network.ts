import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Relay } from "../../../../../tools/world/relay.ts";

const holderProgram = fileURLToPath(new URL("pod-network-holder.ts", import.meta.url));

/** The port of controllers in a pod network. */
export const controllerPort = 9443;

/**
 * A network in which controllers have addresses, as pods have. It has no link to the machine's: unix
 * sockets lead to its controllers, and the API server is there where it is here.
 */
export interface PodNetwork {
  /** The command that runs another one in it. */
  readonly entrance: readonly string[];
  /** How gRPC reaches the controller at an address of it, from here. */
  target(address: string): string;
  close(): Promise<void>;
}

/** `apiPort`: where the API server is, on 127.0.0.1. */
export async function openPodNetwork(
  addresses: readonly string[],
  apiPort: number,
): Promise<PodNetwork> {
  const folder = mkdtempSync(join(tmpdir(), "pod-network-"));
  const relay = await Relay.start(
    { host: "127.0.0.1", port: apiPort },
    { path: join(folder, "api") },
  );
  const parameters = [holderProgram, folder, String(apiPort), String(controllerPort), ...addresses];
  const holder = spawn("unshare", ["--net", process.execPath, ...parameters], {
    // It ends with its standard input, and so with this process however that ends.
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(holder, "close");
  const ready = await Promise.race([once(holder.stdout, "data"), ended.then(() => undefined)]);
  const remove = async (): Promise<void> => {
    await relay.close();
    rmSync(folder, { recursive: true });
  };
  if (ready === undefined) {
    await remove();
    throw new Error("The network cannot be made; standard error says why");
  }
  return {
    entrance: ["nsenter", `--net=/proc/${String(holder.pid)}/ns/net`],
    target: (address) => `unix:${join(folder, address)}`,
    close: async () => {
      holder.stdin.end();
      await ended;
      await remove();
    },
  };
}
