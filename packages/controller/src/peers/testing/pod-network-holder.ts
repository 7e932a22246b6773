/**
 * Holds a network namespace that it was started in: gives it addresses, and connects it with the
 * machine by unix sockets, which know no namespaces. See pod-network.ts.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { Relay } from "../../../../../tools/world/relay.ts";

const [folder = "", apiPort = "", controllerPort = "", ...addresses] = process.argv.slice(2);

execFileSync("ip", ["link", "set", "lo", "up"]);
for (const address of addresses) {
  execFileSync("ip", ["address", "add", `${address}/32`, "dev", "lo"]);
  await Relay.start(
    { host: address, port: Number(controllerPort) },
    { path: join(folder, address) },
  );
}
await Relay.start({ path: join(folder, "api") }, { host: "127.0.0.1", port: Number(apiPort) });
process.stdin.resume().once("end", () => {
  process.exit();
});
console.log("ready");
