import { expect, vi } from "vitest";

import { answeredBy } from "../demo/dns-clients.ts";
import { applicationPod, untilPodsReady } from "../nodes/application.ts";
import type { Cluster } from "../nodes/cluster.ts";
import { findContainer } from "../nodes/pod-container.ts";
import { startDnsLoad } from "./dns-load.ts";
import type { LoadPatience, LoadWay, QueryTotals } from "./dns-load-plan.ts";
import { agents, caches, controllers, untilRolledOut } from "./workloads.ts";

const patience = { timeout: 60_000, interval: 500 };

/** How long counts are looked at before they are counted anew, in milliseconds. */
const aMoment = { timeout: 1000 };

/** Where the overlay `nodelocaldns` is installed: a pod on each node, and the policy is at work. */
export async function startClients({ plane, nodes }: Cluster): Promise<void> {
  const pods = nodes.map(({ name }) => ({ name: clientOn(name), nodeName: name }));
  await plane.apply(...pods.map(applicationPod));
  await untilPodsReady(
    plane,
    pods.map(({ name }) => name),
  );
  const programmed = ["wait", "--for=condition=Programmed", "lrp/node-local-dns", "--timeout=60s"];
  await plane.kubectl(programmed);
}

function clientOn(node: string): string {
  return `client-${node}`;
}

/**
 * Has the pod on each node ask while something happens, and until the caches answer again.
 *
 * @param load how the clients give up; default: no query is asked a second time
 */
export async function askWhile(
  cluster: Cluster,
  happens: () => Promise<void>,
  load?: LoadPatience,
): Promise<readonly QueryTotals[]> {
  const pods = await Promise.all(
    cluster.nodes.map(({ name }) => findContainer(cluster, "default", clientOn(name))),
  );
  const loads = await Promise.all(pods.map((pod) => startDnsLoad(pod, load)));
  const done = happens().then(() => untilCachesAnswer(cluster));
  const stopAll = () => Promise.all(loads.map((each) => each.stop()));
  const totals = await done.then(stopAll, stopAll);
  await done;
  return totals.flat();
}

/** Waits until queries are answered by the caches alone, by that of each node. */
async function untilCachesAnswer({ plane, nodes }: Cluster): Promise<void> {
  await untilRolledOut(plane, caches, agents, controllers);
  await vi.waitFor(async () => {
    const before = await answeredBy(plane);
    const grown = async (prefix: string): Promise<readonly number[]> =>
      [...(await answeredBy(plane))]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, count]) => count - (before.get(name) ?? 0));
    await vi.waitFor(async () => {
      const counts = await grown("node-local-dns-");
      expect(counts).toHaveLength(nodes.length);
      expect(Math.min(...counts)).toBeGreaterThan(100);
    }, aMoment);
    // What the caches themselves ask it.
    expect(Math.max(...(await grown("coredns-")))).toBeLessThan(10);
  }, patience);
}

/** That each way of asking was used, and no query lost. */
export function expectNothingLost(totals: readonly QueryTotals[]): void {
  expect(totals.filter(({ queries }) => queries === 0)).toEqual([]);
  expect(totals.filter(({ lost }) => lost > 0)).toEqual([]);
}

/** What became of the loads of all nodes, for people. */
export function summary(totals: readonly QueryTotals[]): string {
  const sum = (numberOf: (each: QueryTotals) => number): number =>
    totals.map(numberOf).reduce((one, other) => one + other, 0);
  const asked = (...ways: readonly LoadWay[]): number =>
    sum(({ way, queries }) => (ways.includes(way) ? queries : 0));
  const queries = asked("connected", "unconnected", "kept");
  const [askedAgain, lost] = [sum((each) => each.askedAgain), sum((each) => each.lost)];
  return `${queries} queries, ${asked("tcp")} connections, ${askedAgain} asked again, ${lost} lost`;
}
