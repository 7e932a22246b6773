/**
 * Holds a network namespace that it was started in: gives it addresses, and connects it with the
 * machine by unix sockets, which know no namespaces. See pod-network.ts.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { startRelay } from "./relay.ts";

const [folder = "", apiPort = "", controllerPort = "", ...addresses] = process.argv.slice(2);

execFileSync("ip", ["link", "set", "lo", "up"]);
for (const address of addresses) {
  execFileSync("ip", ["address", "add", `${address}/32`, "dev", "lo"]);
  await startRelay(
    { path: join(folder, address) },
    { host: address, port: Number(controllerPort) },
  );
}
await startRelay({ host: "127.0.0.1", port: Number(apiPort) }, { path: join(folder, "api") });
process.stdin.resume().once("end", () => {
  process.exit();
});
console.log("ready");
