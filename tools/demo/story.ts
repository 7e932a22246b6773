import { existsSync, readdirSync } from "node:fs";

import { runCommand } from "../world/command.ts";
import { startLoad } from "../world/load.ts";
import { startIn } from "../world/place.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { dnsQuery, httpRequest, type Reply } from "./application.ts";
import { type Cluster, remoteName } from "./cluster.ts";
import { addPolicies, removePolicies, setReady } from "./manifests.ts";
import type { Narrator } from "./narrator.ts";
import type { Planes } from "../world/planes.ts";
import { UnexpectedError } from "./unexpected-error.ts";
import { until } from "../world/until.ts";

/** All that the steps of the demo need. */
export interface Scene {
  readonly cluster: Cluster;
  readonly planes: Planes;
  /** The folder that the controller reads. */
  readonly manifests: string;
  readonly narrator: Narrator;
}

/** What the application asks in each step, for the Service, the address and both families of DNS. */
const requests = [
  httpRequest("http://10.96.10.80:8080/"),
  httpRequest("http://169.254.0.90/"),
  dnsQuery("10.96.0.10"),
  dnsQuery("fd00:96::a", ["+tcp"]),
] as const;

/** Who answers those: in this order. */
type Answers = readonly [service: string, address: string, dns: string, dnsTcp: string];
const nobody = "nobody";
const byServices: Answers = ["http-server", nobody, "cluster-dns", "cluster-dns"];
const byNode: Answers = ["http-cache", "http-cache", "dns-cache", "dns-cache"];

/** The Service's other port, which the steps that measure time or load use. */
const target = "10.96.10.80:80";

/** Starts both programs; no policy is there yet. */
export async function beforeThePolicies(scene: Scene): Promise<void> {
  const { narrator, planes } = scene;
  narrator.step("Before any policy: the Services answer, from node-2");
  narrator.say(
    `The controller reads the folder ${scene.manifests}, which says what an API server would: two
    nodes, two Services, five pods. The agent of node-1 is attached to its pods.`,
  );
  await planes.startController();
  await planes.startAgent();
  narrator.say("The application on node-1 asks, and receives this answer:");
  await ask(scene, byServices);
}

/** Adds the policies. */
export async function withThePolicies(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step("With the policies of deploy/examples: pods on node-1 itself answer");
  const names = addPolicies(scene.manifests);
  const time = await untilAnsweredBy(scene, "http-cache");
  narrator.say(
    `Put into the folder: ${names.join(", ")}. After ${time} the first connection went to
    http-cache. The application still sees the address that it connected to:`,
  );
  await ask(scene, byNode);
  await askRemoteName(scene);
  await showCommand(scene, ["localredirect", "status"]);
}

/** The backend's readiness goes. */
export async function backendDown(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step("The local backend is down: the Service answers again");
  setReady(scene.manifests, "http-cache", false);
  const time = await untilAnsweredBy(scene, "http-server");
  narrator.say(
    `The demo plays the kubelet, whose readiness probe fails: it set the condition Ready of the pod
    http-cache to False. After ${time} the first connection went to the Service; DNS is not
    concerned:`,
  );
  await ask(scene, ["http-server", nobody, "dns-cache", "dns-cache"]);
}

/** The backend's readiness comes back. */
export async function backendBack(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step("The local backend is back");
  setReady(scene.manifests, "http-cache", true);
  const time = await untilAnsweredBy(scene, "http-cache");
  narrator.say(`Ready is True again, and after ${time} http-cache answers:`);
  await ask(scene, byNode);
}

/** Both programs are killed and started again, under load. */
export async function restartUnderLoad(scene: Scene): Promise<void> {
  const { narrator, planes, cluster } = scene;
  narrator.step("Agent and controller are killed and started again, under load");
  const load = await startLoad(cluster.app, { way: "tcp", target, allowed: ["http-cache"] });
  const more = async (count: number): Promise<string> => {
    const { connections } = await load.totals();
    await until(`${count} more connections are made`, async () => {
      return (await load.totals()).connections >= connections + count;
    });
    const totals = await load.totals();
    return `${totals.connections} connections, ${totals.failed} failed`;
  };
  narrator.say(`Both run: ${await more(1_000)}.`);
  await planes.end("agent", "SIGKILL");
  await planes.end("controller", "SIGKILL");
  narrator.say(`Both killed with SIGKILL; the kernel still redirects: ${await more(1_000)}.`);
  await planes.startAgent();
  narrator.say(`The agent runs again, no controller: ${await more(1_000)}.`);
  await planes.startController();
  narrator.say(`The controller runs again: ${await more(1_000)}.`);
  const totals = await load.stop();
  expect(totals.failed === 0, `${totals.failed} connections failed: ${totals.firstFailure}`);
  expect(totals.misdirected === 0, `${totals.misdirected} connections went elsewhere`);
  const slowest = (totals.slowestMicroseconds / 1_000).toFixed(1);
  narrator.received(
    `${totals.connections} connections`,
    `none failed, all answered by http-cache, the slowest in ${slowest} ms`,
    true,
  );
}

/** The policies go. */
export async function policiesDeleted(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step("The policies are deleted: all is as before");
  removePolicies(scene.manifests);
  const time = await untilAnsweredBy(scene, "http-server");
  narrator.say(`After ${time} the first connection went to the Service:`);
  await ask(scene, byServices);
}

/** The agent takes its programs out of the kernel. */
export async function uninstall(scene: Scene): Promise<void> {
  const { narrator, planes, cluster } = scene;
  narrator.step("Uninstalled: nothing stays in the kernel");
  await planes.end("agent", "SIGTERM");
  const before = await attachedTo(cluster.world.cgroup);
  expect(before !== "", "The agent's programs were gone when it ended, before --uninstall");
  const place = ["--cgroup", cluster.world.cgroup, "--pin", planes.pins];
  const { code, errors } = await planes.run(["localredirect-agent", "--uninstall", ...place]);
  expect(code === 0, `localredirect-agent --uninstall ended with ${code}: ${errors}`);
  const pinned = pinsIn(planes.pins);
  expect(pinned.length === 0, `Still pinned in ${planes.pins}: ${pinned.join(", ")}`);
  const after = await attachedTo(cluster.world.cgroup);
  expect(after === "", `Still attached to the node's cgroup:\n${after}`);
  narrator.received("localredirect-agent --uninstall", "nothing is attached, nothing pinned", true);
}

/** The programs on a cgroup, one a line, or nothing. */
async function attachedTo(cgroup: string): Promise<string> {
  return (await runCommand(["bpftool", "cgroup", "show", cgroup])).trim();
}

/** The kernel itself puts two files that end so into every bpf file system. */
function pinsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => !name.endsWith(".debug"));
}

async function ask(scene: Scene, expected: Answers): Promise<void> {
  const wrong: string[] = [];
  for (const [index, request] of requests.entries()) {
    const reply = await request.perform(scene.cluster.app);
    const { server = nobody } = reply;
    const isAsSaid = server === expected[index];
    const text = describe(reply, scene.cluster.nodes);
    scene.narrator.received(request.title, text, isAsSaid);
    if (!isAsSaid) wrong.push(`${request.title} was answered by ${server}, not ${expected[index]}`);
  }
  expect(wrong.length === 0, wrong.join("; "));
}

function describe({ server, detail }: Reply, nodes: Cluster["nodes"]): string {
  const who = server === undefined ? nobody : `${server} on ${nodes.get(server) ?? "no node"}`;
  return detail === "" ? who : `${who} (${detail})`;
}

/** The cache must ask the Service for it; were its query sent back to itself, nobody would answer. */
async function askRemoteName({ cluster, narrator }: Scene): Promise<void> {
  const question = ["dig", "+short", "+time=2", "+tries=1", "@10.96.0.10", remoteName.name];
  const address = (await startIn(cluster.app, question).ended).output.trim();
  const isAsSaid = address === remoteName.address;
  const text = `${address} (dns-cache asked the Service itself)`;
  narrator.received(`dig @10.96.0.10 ${remoteName.name.split(".")[0]}`, text, isAsSaid);
  expect(isAsSaid, `${remoteName.name} was resolved to "${address}", not ${remoteName.address}`);
}

async function showCommand({ planes, narrator }: Scene, command: readonly string[]): Promise<void> {
  const { code, output, errors } = await planes.run([...command, "--controller", planes.address]);
  expect(code === 0, `${command.join(" ")} ended with ${code}: ${errors}`);
  narrator.output(`npx ${command.join(" ")}`, output);
}

/** Connects again and again until a server answers, and says how long that took. */
async function untilAnsweredBy({ cluster }: Scene, server: string): Promise<string> {
  const milliseconds = await until(`${server} answers at ${target}`, async () => {
    return whoAnswered(await probeOne(cluster.app, { way: "tcp", target })) === server;
  });
  return `${milliseconds.toFixed(0)} ms`;
}

function expect(isTrue: boolean, otherwise: string): void {
  if (!isTrue) throw new UnexpectedError(otherwise);
}
