import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startDnsServer } from "../world/dns-server.ts";
import { startIn } from "../world/place.ts";
import type { PlacedProcess } from "../world/placed-process.ts";
import type { Pod } from "../world/pod.ts";
import { until } from "../world/until.ts";
import { policyManifest, serviceManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

const dns = { v4: "10.96.0.10", v6: "fd00:96::a" } as const;
/** A name that only the cluster's server knows; the cache asks it. */
const clusterName = { name: "db.cluster.test", address: "10.20.30.40" } as const;
/** Each server says in this TXT record which one it is. */
const identity = "who.server.test";

let stage: Stage;
let app: Pod;
let cache: Pod;
let cacheServer: PlacedProcess;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  cache = await stage.addPod({ name: "cache", labels: { app: "dns-cache" } });
  cacheServer = await startCache();
  const server = await stage.addPod({ name: "cluster-dns", remote: true });
  await startNamed(server, "cluster", [`--host-record=${clusterName.name},${clusterName.address}`]);
  await stage.world.setService({
    name: "kube-dns",
    clusterIps: [dns.v4, dns.v6],
    ports: (["UDP", "TCP"] as const).map((protocol) => ({ protocol, port: 53, targetPort: 53 })),
    endpoints: [server.addresses.v4, server.addresses.v6],
  });
  stage.write(
    "service.yaml",
    serviceManifest("default/kube-dns", [dns.v4, dns.v6], ["53/UDP/dns", "53/TCP/dns-tcp"]),
  );
  stage.write(
    "policy.yaml",
    policyManifest("dns", "default/kube-dns", {
      select: { app: "dns-cache" },
      backendPorts: ["53/UDP/dns", "53/TCP/dns-tcp"],
    }),
  );
  await untilAnsweredBy("cache");
});

afterAll(async () => {
  await stage.close();
});

/** @param name what its identity record says */
function startNamed(pod: Pod, name: string, more: readonly string[]): Promise<PlacedProcess> {
  return startDnsServer(pod, [`--txt-record=${identity},${name}`, ...more]);
}

function startCache(): Promise<PlacedProcess> {
  return startNamed(cache, "cache", [`--server=${dns.v4}`, `--server=${dns.v6}`]);
}

async function dig(server: string, more: readonly string[]): Promise<string> {
  const command = ["dig", "+short", "+time=2", "+tries=1", `@${server}`, ...more];
  return (await startIn(app, command).ended).output.trim();
}

async function untilAnsweredBy(server: string): Promise<void> {
  await until(`DNS is answered by ${server}`, async () => {
    return (await dig(dns.v4, [identity, "TXT"])) === `"${server}"`;
  });
}

const transports = [
  { title: "UDP over IPv4", server: dns.v4, flags: [] },
  { title: "TCP over IPv4", server: dns.v4, flags: ["+tcp"] },
  { title: "UDP over IPv6", server: dns.v6, flags: [] },
  { title: "TCP over IPv6", server: dns.v6, flags: ["+tcp"] },
] as const;

describe("a real DNS cache on the node", () => {
  test.each(transports)("answers dig by $title", async ({ server, flags }) => {
    expect(await dig(server, [...flags, identity, "TXT"])).toBe('"cache"');
  });

  test("asks the Service itself for what it does not know: its queries are not sent back to it", async () => {
    expect(await dig(dns.v4, [clusterName.name])).toBe(clusterName.address);
  });
});

describe("a restart of the cache, as the kubelet does it", () => {
  test("loses no query", async () => {
    let stopped = false;
    const answers: string[] = [];
    const ask = async (): Promise<void> => {
      while (!stopped) answers.push(await dig(dns.v4, [identity, "TXT"]));
    };
    const asking = [ask(), ask()];
    stage.setPod(cache, { ready: false });
    await untilAnsweredBy("cluster");
    cacheServer.signal("SIGTERM");
    await cacheServer.ended;
    expect(await dig(dns.v6, [identity, "TXT"])).toBe('"cluster"');
    cacheServer = await startCache();
    stage.setPod(cache, { ready: true });
    await untilAnsweredBy("cache");
    stopped = true;
    await Promise.all(asking);
    const lost = answers.filter((answer) => !['"cache"', '"cluster"'].includes(answer));
    expect(lost).toEqual([]);
    expect(new Set(answers)).toEqual(new Set(['"cache"', '"cluster"']));
  });
});
