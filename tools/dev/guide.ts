import type { DevCluster } from "./dev-cluster.ts";

const withoutAgent = `
No agent runs, so that no policy gets programmed; all else can be seen.`;

const withTraffic = `
Pods are network namespaces; in-POD runs a command in one of them:

  in-app curl -s http://10.96.10.80:8080/           # http-server, on node-2, answers
  kubectl apply -f deploy/examples/test-service.yaml
  in-app curl -s http://10.96.10.80:8080/           # http-cache, on the same node
  kubectl describe lrp test-service
  npx localredirect status; npx localredirect tables`;

/** What there is, and what to try, for whoever has started a cluster. */
export function guide(
  { environmentFile, planes }: DevCluster,
  { seconds, withAgent }: { readonly seconds: string; readonly withAgent: boolean },
): string {
  const logs = planes.map(({ log }) => log).join(" ");
  const [controller] = planes;
  return `
Ready after ${seconds} s. In another terminal, in this folder:

  . ${environmentFile}
  kubectl get lrp,nodes,services,pods -A
${withAgent ? withTraffic : withoutAgent}

There is no kubelet: what one would report of a pod is yours to say. For example:

  kubectl patch pod http-cache --subresource=status \\
    -p '{"status":{"conditions":[{"type":"Ready","status":"False"}]}}'

Logs, health and metrics:

  tail -f ${logs}
  curl --unix-socket ${controller?.http ?? ""} http://localhost/metrics

Here: r and Enter builds what you have changed and restarts the programs; Ctrl-C ends and removes
all of it.
`;
}
