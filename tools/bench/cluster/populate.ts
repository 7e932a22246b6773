import { Agent } from "node:https";

import { localRedirectPolicyCrd } from "@localredirect/types";

import { type ApiClient, createApiClient } from "../../cluster/api-client.ts";
import type { KeyPair } from "../../cluster/certificate-authority.ts";
import type { ControlPlane, EtcdEntry } from "../../cluster/control-plane.ts";
import { jsonField } from "../../cluster/json-field.ts";
import { untilPoliciesAreKnown } from "../../deploy/policy-definition.ts";
import type { ClusterSize } from "./cluster-size.ts";
import {
  namespaces,
  nodeName,
  plannedPods,
  policyManifest,
  policyNames,
  serviceManifest,
} from "./population.ts";
import { storedAgentPod, storedNode, storedPod } from "./stored-objects.ts";

/** The way to a populated API server. */
export interface PopulatedCluster {
  readonly plane: ControlPlane;
  /** An administrator's certificate. */
  readonly keyPair: KeyPair;
  /** Asks as the administrator, over connections that stay. */
  readonly api: ApiClient;
}

/**
 * Fills a new API server. Nodes and pods are written into etcd: by the API each pod would be two
 * requests, as nobody may create one that is ready, and all of them would take half an hour.
 */
export async function populate(
  plane: ControlPlane,
  size: ClusterSize,
  say: (text: string) => void,
): Promise<PopulatedCluster> {
  const keyPair = await plane.userCertificate("bench", ["system:masters"]);
  const agent = new Agent({ keepAlive: true });
  const api = createApiClient({ url: plane.url, ca: plane.ca, ...keyPair, agent });
  await plane.apply(
    localRedirectPolicyCrd(),
    ...namespaces(size).map((name) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name },
    })),
    ...policyNames(size).map((_, index) => serviceManifest(index, size)),
  );
  await untilPoliciesAreKnown(plane);
  await plane.apply(...policyNames(size).map((_, index) => policyManifest(index, size)));
  // As one that runs would be told of each single object, and lag behind for minutes.
  await plane.stopApiServer();
  const count = size.nodes + size.pods + size.nodes;
  let tenths = 0;
  await plane.writeToEtcd(storedObjects(size), (written) => {
    const now = Math.floor((written / count) * 10);
    if (now > tenths) say(`cluster: ${written} of ${count} nodes and pods written`);
    tenths = now;
  });
  say("cluster: the API server reads them");
  await plane.startApiServer();
  await expectCount(api, "/api/v1/nodes", size.nodes);
  await expectCount(api, "/api/v1/pods", size.pods + size.nodes);
  return { plane, keyPair, api };
}

function* storedObjects(size: ClusterSize): Generator<EtcdEntry, void> {
  const created = new Date().toISOString().replace(/\.\d+/, "");
  for (let index = 0; index < size.nodes; index += 1) {
    yield storedNode(nodeName(index), created);
    yield storedAgentPod(index, created);
  }
  for (const pod of plannedPods(size)) yield storedPod(pod, created);
}

/** By a consistent read, for which the API server's cache has to have all of them. */
async function expectCount(api: ApiClient, path: string, expected: number): Promise<void> {
  const page = await api.expect({ method: "GET", path: `${path}?limit=1` });
  const remaining = jsonField(page, "metadata", "remainingItemCount");
  const count = 1 + (typeof remaining === "number" ? remaining : 0);
  if (count !== expected) throw new Error(`${path} has ${count} objects instead of ${expected}`);
}
