import { attachedToSockets, pinnedIn } from "../deploy/kernel-traces.ts";
import { installOnNodes, removeFromNodes } from "../deploy/node-installation.ts";
import { applicationPod, untilPodsReady } from "../nodes/application.ts";
import type { Cluster } from "../nodes/cluster.ts";
import { answeredBy, askTimes, askUntilStopped, stopAsking } from "./dns-clients.ts";
import type { Narrator } from "./narrator.ts";
import { UnexpectedError } from "./unexpected-error.ts";

/** All that the steps of the demo on real nodes need. */
export interface NodesScene {
  readonly cluster: Cluster;
  readonly narrator: Narrator;
}

/** How often each pod asks in a step. */
const times = 20;

/** Starts a pod on each node, which asks the cluster's DNS. */
export async function beforeTheCaches(scene: NodesScene): Promise<void> {
  const { narrator, cluster } = scene;
  const { plane, nodes } = cluster;
  narrator.step("Two nodes, and on each a pod that asks the cluster's DNS");
  await plane.apply(
    ...nodes.map(({ name }) => applicationPod({ name: `client-${name}`, nodeName: name })),
  );
  await untilPodsReady(plane, clients(cluster));
  await show(scene, ["get", "nodes"]);
  await show(scene, ["get", "pods", "--all-namespaces", podColumns]);
  await askAndCount(scene, /^coredns-/);
}

/** Installs localredirect and a cache on each node. */
export async function withTheCaches(scene: NodesScene): Promise<void> {
  const { narrator, cluster } = scene;
  narrator.step("Installed: localredirect, a DNS cache on each node, and a policy");
  narrator.say(
    `What follows does the same as these commands, with other images and each node's cgroup. A new agent may wait for the
    controllers to have made their certificate.`,
  );
  narrator.output("kubectl apply --server-side -k deploy/crds", "");
  narrator.output("kubectl apply --server-side -k deploy/overlays/nodelocaldns", "");
  await installOnNodes(cluster, "nodelocaldns");
  const programmed = ["wait", "--for=condition=Programmed", "lrp/node-local-dns", "--timeout=60s"];
  await show(scene, programmed);
  await show(scene, ["get", "localredirectpolicies"]);
  await show(scene, ["get", "pods", "--all-namespaces", podColumns]);
  narrator.say("The same pods ask the same address, and the cache on their own node answers:");
  await askAndCount(scene, /^node-local-dns-/);
}

/** Replaces all caches while pods ask. */
export async function rolledUnderLoad(scene: NodesScene): Promise<void> {
  const { narrator, cluster } = scene;
  const { plane } = cluster;
  narrator.step("The caches are replaced, one node after the other, while both pods ask");
  const asking = clients(cluster).map((pod) => askUntilStopped(plane, pod));
  const caches = "daemonset/node-local-dns";
  await show(scene, ["--namespace=kube-system", "rollout", "restart", caches]);
  await show(scene, ["--namespace=kube-system", "rollout", "status", caches, "--timeout=90s"]);
  await Promise.all(clients(cluster).map((pod) => stopAsking(plane, pod)));
  const totals = await Promise.all(asking);
  const queries = totals.reduce((sum, total) => sum + total.queries, 0);
  const lost = totals.reduce((sum, total) => sum + total.lost, 0);
  narrator.received(`${queries} queries`, `${lost} lost`, lost === 0);
  if (lost > 0) throw new UnexpectedError(`${lost} of ${queries} queries were lost`);
}

/** Takes localredirect out of the nodes, and then out of the cluster. */
export async function uninstalled(scene: NodesScene): Promise<void> {
  const { narrator, cluster } = scene;
  narrator.step("Uninstalled: nothing is attached to the kernel or pinned on any node");
  await showTraces(scene);
  narrator.output("kubectl apply --server-side -k deploy/overlays/uninstall", "");
  await installOnNodes(cluster, "uninstall");
  if ((await showTraces(scene)) > 0) throw new UnexpectedError("Something was left on a node");
  narrator.say("The cluster's own DNS answers again:");
  await askAndCount(scene, /^coredns-/);
  narrator.output("kubectl delete -k deploy/overlays/nodelocaldns", "");
  await removeFromNodes(cluster, "nodelocaldns");
}

const podColumns =
  "--output=custom-columns=NODE:.spec.nodeName,POD:.metadata.name,IP:.status.podIP,READY:.status.conditions[?(@.type=='Ready')].status";

/** The pods that ask: one on each node. */
function clients({ nodes }: Cluster): readonly string[] {
  return nodes.map(({ name }) => `client-${name}`);
}

/** Calls kubectl, and shows what it prints. */
async function show({ narrator, cluster }: NodesScene, command: readonly string[]): Promise<void> {
  const shown = command.filter((parameter) => !parameter.startsWith("--output"));
  narrator.output(`kubectl ${shown.join(" ")}`, await cluster.plane.kubectl(command));
}

/**
 * Has each pod ask, and shows which servers answered how many queries.
 *
 * @param expected the names of the servers that are to have answered nearly all of them
 * @throws UnexpectedError where a query was lost, or others answered
 */
async function askAndCount({ narrator, cluster }: NodesScene, expected: RegExp): Promise<void> {
  const { plane } = cluster;
  const before = await answeredBy(plane);
  for (const pod of clients(cluster)) {
    const { queries, lost } = await askTimes(plane, pod, times);
    narrator.received(`${pod}: ${queries} queries`, `${lost} lost`, lost === 0);
    if (lost > 0) throw new UnexpectedError(`${lost} of ${queries} queries of ${pod} were lost`);
  }
  const after = await answeredBy(plane);
  const counts = [...after].map(
    ([name, count]) => [name, count - (before.get(name) ?? 0)] as const,
  );
  for (const [name, count] of counts) {
    narrator.received(name, `answered ${count}`, true);
  }
  const asked = times * clients(cluster).length;
  const answered = counts
    .filter(([name]) => expected.test(name))
    .reduce((sum, [, count]) => sum + count, 0);
  if (answered < asked) {
    throw new UnexpectedError(`${expected.source} answered ${answered} of ${asked} queries`);
  }
}

/** Shows how much of localredirect is in the kernel of each node, and returns the sum. */
async function showTraces({ narrator, cluster }: NodesScene): Promise<number> {
  let sum = 0;
  for (const node of cluster.nodes) {
    const [attached, pinned] = [await attachedToSockets(node), await pinnedIn(node)];
    sum += attached.length + pinned.length;
    narrator.received(node.name, `${attached.length} attached, ${pinned.length} pinned`, true);
  }
  return sum;
}
