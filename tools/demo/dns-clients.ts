import { jsonField } from "../cluster/json-field.ts";
import type { ControlPlane } from "../cluster/control-plane.ts";

/** The cluster's DNS, by the address that every pod asks. */
const dnsAddress = "10.96.0.10";

/** What the pods of a demo ask it. */
const question = "kubernetes.default.svc.cluster.local";

/** One query without a second try, so that one that is lost is not made up for. */
const query = `nslookup -type=a -retry=1 -timeout=3 ${question} ${dnsAddress}`;

/** Where the DNS servers of the namespace kube-system say how much they have answered. */
const metricsPorts: Readonly<Record<string, number>> = { "kube-dns": 9153, "node-local-dns": 9253 };

/** How many queries were made, and how many of them were not answered. */
export interface QueryTotals {
  readonly queries: number;
  readonly lost: number;
}

/** Has a pod ask some times, one query after the other. */
export async function askTimes(
  plane: ControlPlane,
  pod: string,
  times: number,
): Promise<QueryTotals> {
  return askWhile(plane, pod, `[ $n -lt ${times} ]`);
}

/** Has a pod ask until it is told to stop by {@link stopAsking}, at most 100 seconds. */
export async function askUntilStopped(plane: ControlPlane, pod: string): Promise<QueryTotals> {
  return askWhile(plane, pod, "[ ! -e /stop ] && [ $(date +%s) -lt $end ]");
}

/** See {@link askUntilStopped}. */
export async function stopAsking(plane: ControlPlane, pod: string): Promise<void> {
  await plane.kubectl(["exec", pod, "--", "sh", "-c", "touch /stop"]);
}

async function askWhile(plane: ControlPlane, pod: string, condition: string): Promise<QueryTotals> {
  const script = `
n=0; lost=0; end=$(( $(date +%s) + 100 ))
while ${condition}; do
  ${query} > /dev/null 2>&1 || lost=$((lost + 1))
  n=$((n + 1))
done
echo $n $lost`;
  const output = await plane.kubectl(["exec", pod, "--", "sh", "-c", script]);
  const [queries = Number.NaN, lost = Number.NaN] = output.split(" ").map(Number);
  return { queries, lost };
}

/** How many queries each DNS server has answered since it started, by its pod's name. */
export async function answeredBy(plane: ControlPlane): Promise<ReadonlyMap<string, number>> {
  const pods = "/api/v1/namespaces/kube-system/pods";
  const list = await plane.admin.expect({ method: "GET", path: pods });
  const items = jsonField(list, "items") as readonly unknown[];
  const servers = items.flatMap((pod) => {
    const name = String(jsonField(pod, "metadata", "name"));
    const port = metricsPorts[String(jsonField(pod, "metadata", "labels", "k8s-app"))];
    return port === undefined ? [] : [{ name, port }];
  });
  const counts = servers.map(async ({ name, port }) => {
    const path = `${pods}/${name}:${port}/proxy/metrics`;
    const metrics = String(await plane.admin.expect({ method: "GET", path }));
    return [name, sumOf("coredns_dns_requests_total", metrics)] as const;
  });
  return new Map(await Promise.all(counts));
}

/** The sum of a metric over all its labels, in the text format of Prometheus. */
export function sumOf(metric: string, text: string): number {
  return text
    .split("\n")
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}
