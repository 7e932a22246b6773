import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startDnsServer } from "../world/dns-server.ts";
import { startIn } from "../world/place.ts";
import type { PlacedProcess } from "../world/placed-process.ts";
import type { Pod } from "../world/pod.ts";
import { until } from "../world/until.ts";
import { startDigStream } from "./dig-stream.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

const serviceIps = { v4: "10.96.0.10", v6: "fd00:96::a" } as const;
/** Every server says its name by this record. */
const who = "who.cluster.test";
/** Below it the cluster's server knows every name, and no cache does. */
const zone = "names.cluster.test";
const answer = "10.20.30.40";

let stage: Stage;
let app: Pod;
let pod: Pod;
let server: PlacedProcess;

async function startCache(): Promise<void> {
  server = await startDnsServer(pod, [`--txt-record=${who},cache`, `--server=${serviceIps.v4}`]);
}

/** The name of the server that answers a query by dig, or nothing. */
async function whoAnswers(...parameters: readonly string[]): Promise<string> {
  const limits = ["+short", "+time=2", "+tries=1"];
  const { output } = await startIn(app, ["dig", ...limits, ...parameters, who, "TXT"]).ended;
  return output.trim().replaceAll('"', "");
}

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  pod = await stage.addPod({ name: "cache", labels: { app: "cache" } });
  await startCache();
  const cluster = await stage.addPod({ name: "cluster-dns", remote: true });
  await startDnsServer(cluster, [
    `--txt-record=${who},cluster-dns`,
    `--address=/${zone}/${answer}`,
  ]);
  const ports = ["53/UDP/dns", "53/TCP/dns-tcp"];
  await stage.addService({ name: "dns", ips: Object.values(serviceIps), ports, pods: [cluster] });
  stage.write(
    "policy.yaml",
    policyManifest("dns", "default/dns", { select: { app: "cache" }, backendPorts: ports }),
  );
  await until("the cache answers", async () => (await whoAnswers("@10.96.0.10")) === "cache");
});

afterAll(async () => {
  await stage.close();
});

describe("a real DNS cache on the node", () => {
  test.each([["@10.96.0.10"], ["@10.96.0.10", "+tcp"], ["@fd00:96::a"], ["@fd00:96::a", "+tcp"]])(
    "answers dig %s %s",
    async (...parameters) => {
      expect(await whoAnswers(...parameters)).toBe("cache");
    },
  );

  test("asks the Service itself for what it does not know, and is not sent back to itself", async () => {
    const labels = { policy: "dns", frontend: "10.96.0.10:53/UDP", verdict: "self" } as const;
    const before = await stage.agent.verdicts(labels);
    const question = ["+short", "+time=2", "+tries=1", "@10.96.0.10", `own.${zone}`];
    const { output } = await startIn(app, ["dig", ...question]).ended;
    expect(output).toBe(`${answer}\n`);
    expect(await stage.agent.verdicts(labels)).toBeGreaterThan(before);
  });

  test.each([{ tcp: false }, { tcp: true }])(
    "loses no query while it is restarted (TCP: $tcp)",
    async ({ tcp }) => {
      const stream = startDigStream(app, { server: serviceIps.v4, zone, answer, tcp });
      await stream.ask(100);
      // What a kubelet does: the pod is not ready before its server ends.
      stage.setPod(pod, { ready: false });
      const transport = tcp ? ["+tcp"] : [];
      const answeredBy = (name: string): Promise<unknown> =>
        stream.during(
          until(`${name} answers`, async () => {
            return (await whoAnswers("@10.96.0.10", ...transport)) === name;
          }),
        );
      await answeredBy("cluster-dns");
      // None that the cache has received is still unanswered: they come one after the other.
      await stream.ask(1);
      server.signal("SIGKILL");
      await stream.during(server.ended);
      expect(await whoAnswers("@10.96.0.10")).toBe("cluster-dns");
      expect(await whoAnswers("@fd00:96::a", "+tcp")).toBe("cluster-dns");
      await stream.ask(100);
      await stream.during(startCache());
      stage.setPod(pod, { ready: true });
      await answeredBy("cache");
      await stream.ask(100);
      const { asked, wrong } = await stream.close();
      expect(wrong).toEqual([]);
      expect(asked).toBeGreaterThan(300);
    },
  );
});
