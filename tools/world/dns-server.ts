import { type Place, startIn } from "./place.ts";
import type { PlacedProcess } from "./placed-process.ts";
import { until } from "./until.ts";

/**
 * Starts a real DNS server, dnsmasq, which knows only what it is told.
 *
 * @param parameters for example `--host-record=NAME,ADDRESS`, `--server=ADDRESS` to ask another one
 * @returns once it serves
 */
export async function startDnsServer(
  place: Place,
  parameters: readonly string[],
): Promise<PlacedProcess> {
  const server = startIn(place, [
    "dnsmasq",
    "--keep-in-foreground",
    "--conf-file=/dev/null",
    "--pid-file=",
    "--user=root",
    "--no-resolv",
    "--no-hosts",
    "--log-facility=-",
    ...parameters,
  ]);
  await until("dnsmasq has started", () => server.errors().includes("started"));
  return server;
}
