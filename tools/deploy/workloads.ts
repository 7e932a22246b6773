import type { ControlPlane } from "../cluster/control-plane.ts";
import { namespace } from "./installation.ts";

/** What is installed, as `kubectl rollout` names it, and the label of its pods. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly label: string;
}

/** The DNS caches of the overlay `nodelocaldns`. */
export const caches: Workload = {
  namespace: "kube-system",
  name: "daemonset/node-local-dns",
  label: "k8s-app=node-local-dns",
};
/** The agents. */
export const agents: Workload = {
  namespace,
  name: "daemonset/localredirect-agent",
  label: "app.kubernetes.io/component=agent",
};
/** The controllers. */
export const controllers: Workload = {
  namespace,
  name: "deployment/localredirect-controller",
  label: "app.kubernetes.io/component=controller",
};

type Kubectl = Pick<ControlPlane, "kubectl">;

/** After a rollout has ended, pods of before may still be about to end. */
const namesOfStaying =
  '{{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}}{{"\\n"}}{{end}}{{end}}';

/** The names of a workload's pods, without those that are being deleted. */
export async function podsOf(
  { kubectl }: Kubectl,
  { namespace: place, label }: Workload,
): Promise<readonly string[]> {
  const query = ["get", "pods", `--namespace=${place}`, `--selector=${label}`];
  const names = await kubectl([...query, `--output=go-template=${namesOfStaying}`]);
  return names.trim().split("\n");
}

/** Replaces all pods of workloads at once, and waits until it is done. */
export async function roll(plane: Kubectl, ...workloads: readonly Workload[]): Promise<void> {
  for (const { namespace: place, name } of workloads) {
    await plane.kubectl(["rollout", "restart", `--namespace=${place}`, name]);
  }
  await untilRolledOut(plane, ...workloads);
}

/** Waits until all pods of workloads are what they are meant to be, and ready. */
export async function untilRolledOut(
  { kubectl }: Kubectl,
  ...workloads: readonly Workload[]
): Promise<void> {
  for (const { namespace: place, name } of workloads) {
    await kubectl(["rollout", "status", `--namespace=${place}`, name, "--timeout=100s"]);
  }
}
