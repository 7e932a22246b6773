import { Server, status } from "@grpc/grpc-js";
import type { handleUnaryCall, ServerCredentials } from "@grpc/grpc-js";
import { observeServiceDefinition } from "@localredirect/types";
import type {
  GetTableRequest,
  GetTableResponse,
  ListNodesRequest,
  ListNodesResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  NodeStatus,
  PolicyStatus,
  Redirect,
} from "@localredirect/types";

const digest = "0".repeat(32);

export const redirect: Redirect = {
  frontend: { address: "fd00::a", port: 53, protocol: "UDP" },
  policy: { name: "dns", uid: "uid-1", id: 7 },
  options: { redirectSelf: false, qosLimit: undefined },
  backends: [
    {
      address: "fd00::1",
      port: 5353,
      pod: { namespace: "kube-system", name: "cache-a", uid: "uid-2" },
      hostNetwork: true,
    },
    {
      address: "fd00::2",
      port: 53,
      pod: { namespace: "kube-system", name: "cache-b", uid: "uid-3" },
      hostNetwork: false,
    },
  ],
  members: [],
};

const empty: Redirect = {
  ...redirect,
  frontend: { address: "10.96.0.10", port: 53, protocol: "TCP" },
  backends: [],
};

export function nodeStatus(change: Partial<NodeStatus>): NodeStatus {
  return {
    name: "node-1",
    state: "synced",
    redirectsWanted: 2,
    redirectsApplied: 2,
    digestWanted: digest,
    digestApplied: digest,
    agentVersion: "0.1.0",
    connectedAt: 1000,
    syncedAt: 1000,
    refused: [],
    warnings: [],
    ...change,
  };
}

export const policy: PolicyStatus = {
  name: "dns",
  uid: "uid-1",
  generation: 2,
  enabled: true,
  frontend: "kube-system/kube-dns",
  serviceId: 7,
  conditions: [
    {
      type: "Accepted",
      status: "False",
      reason: "InvalidServiceId",
      message: "The id is 'x'",
      observedGeneration: 2,
      lastTransitionTime: 1000,
    },
    {
      type: "Ready",
      status: "False",
      reason: "NotReady",
      message: "",
      observedGeneration: 2,
      lastTransitionTime: undefined,
    },
  ],
  nodesWanted: 2,
  nodesProgrammed: 1,
  backends: 2,
  origin: "policies.yaml:3",
};

/** A control plane that always says the same. */
export class ObservedWorld {
  nodes: readonly NodeStatus[] = [];
  policies: readonly PolicyStatus[] = [];
  readonly #server = new Server();

  constructor() {
    const listNodes: handleUnaryCall<ListNodesRequest, ListNodesResponse> = (_call, callback) => {
      callback(null, { nodes: this.nodes });
    };
    const listPolicies: handleUnaryCall<ListPoliciesRequest, ListPoliciesResponse> = (
      _call,
      callback,
    ) => {
      callback(null, { policies: this.policies });
    };
    const getTable: handleUnaryCall<GetTableRequest, GetTableResponse> = (call, callback) => {
      const { node } = call.request;
      if (this.nodes.some(({ name }) => name === node)) {
        callback(null, { node, digest, redirects: [empty, redirect] });
      } else {
        callback({ code: status.NOT_FOUND, details: `Node '${node}' is not known` });
      }
    };
    this.#server.addService({ ...observeServiceDefinition }, { listNodes, getTable, listPolicies });
  }

  /** Returns the port, 1 for a unix socket. */
  listen(target: string, credentials: ServerCredentials): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(target, credentials, (error, port) => {
        if (error === null) {
          resolve(port);
        } else {
          reject(error);
        }
      });
    });
  }

  close(): void {
    this.#server.forceShutdown();
  }
}
