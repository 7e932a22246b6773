import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { type Cluster, startCluster } from "../nodes/cluster.ts";
import { askWhile, expectNothingLost, startClients, summary } from "./ask-while.ts";
import { buildEarlierRelease, type EarlierRelease } from "./earlier-release.ts";
import { namespace } from "./installation.ts";
import { pinnedIn } from "./kernel-traces.ts";
import { installOnNodes, type Release, thisCheckout } from "./node-installation.ts";
import { ourImages } from "./our-images.ts";

/** As long as a controller may take to end, after its rollout has, and a little more. */
const patience = { timeout: 15_000, interval: 200 };

let earlier: EarlierRelease;
let cluster: Cluster;
beforeAll(async () => {
  earlier = await buildEarlierRelease();
  cluster = await startCluster({ images: [...earlier.images, ...(await ourImages())] });
  await installOnNodes(cluster, "nodelocaldns", earlier.release);
  await startClients(cluster);
});
afterAll(async () => {
  await cluster.stop();
  await earlier[Symbol.asyncDispose]();
});

/** The images of the controllers and agents that there are, each once. */
async function imagesThatRun(): Promise<readonly string[]> {
  const path = "{range .items[*]}{.spec.containers[*].image} {end}";
  const output = await cluster.plane.kubectl([
    ...["get", "pods", `--namespace=${namespace}`, `--output=jsonpath=${path}`],
  ]);
  return [...new Set(output.trim().split(" "))].sort();
}

/** The folders in which each node's kernel keeps the table. */
async function tablesOnNodes(): Promise<readonly string[]> {
  const pinned = await Promise.all(cluster.nodes.map(pinnedIn));
  return pinned.flat().filter((path) => /\/table_\w+$/.test(path));
}

test.each<readonly [string, () => Release]>([
  ["upgraded to what is checked out here", () => thisCheckout],
  ["taken back to the earlier commit", () => earlier.release],
])("while all of it is %s, no query is lost and no connection fails", async (title, release) => {
  const totals = await askWhile(cluster, () => installOnNodes(cluster, "nodelocaldns", release()));

  const tables = (await tablesOnNodes()).join(" ");
  process.stderr.write(`under load: ${title}: ${summary(totals)}; ${tables}\n`);
  expectNothingLost(totals);
  const { tag } = release();
  await vi.waitFor(async () => {
    expect(await imagesThatRun()).toEqual([
      `localhost/localredirect-agent:${tag}`,
      `localhost/localredirect-controller:${tag}`,
    ]);
  }, patience);
});
