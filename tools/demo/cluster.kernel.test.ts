import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startIn } from "../world/place.ts";
import { dnsQuery, httpRequest } from "./application.ts";
import { type Cluster, remoteName, startCluster } from "./cluster.ts";

describe("startCluster", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => {
    cluster.world.close();
  });

  it.each([
    { request: httpRequest("http://10.96.10.80:8080/"), by: "http-server" },
    { request: httpRequest("http://10.96.10.80/"), by: "http-server" },
    { request: httpRequest("http://10.244.1.3/"), by: "http-cache" },
    { request: dnsQuery("10.96.0.10"), by: "cluster-dns" },
    { request: dnsQuery("fd00:96::a"), by: "cluster-dns" },
    { request: dnsQuery("fd00:96::a", ["+tcp"]), by: "cluster-dns" },
    { request: dnsQuery("10.244.1.4"), by: "dns-cache" },
  ])("$request.title is answered by $by", async ({ request, by }) => {
    expect(await request.perform(cluster.app)).toMatchObject({ server: by });
  });

  it.each([httpRequest("http://169.254.0.90/"), dnsQuery("169.254.0.90")])(
    "$title is answered by nobody",
    async (request) => {
      expect(await request.perform(cluster.app)).toMatchObject({ server: undefined });
    },
  );

  it("the cache asks the Service for what it does not know", async () => {
    const { output } = await startIn(cluster.app, ["dig", "+short", "@10.244.1.4", remoteName.name])
      .ended;
    expect(output).toBe(`${remoteName.address}\n`);
  });
});
