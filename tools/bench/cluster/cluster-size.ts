/** How large the cluster of the benchmark is. */
export interface ClusterSize {
  readonly nodes: number;
  readonly pods: number;
  /** Nodes whose agents are simulated, at most all. */
  readonly agents: number;
  /** Each has a Service and a selector of its own. */
  readonly policies: number;
  /** Controllers, which share the agents. */
  readonly replicas: number;
  /** By what agents prove of which nodes they are. */
  readonly proof: "certificate" | "token";
}

/** Takes some two minutes. */
export const quickSize: ClusterSize = {
  nodes: 1_000,
  pods: 30_000,
  agents: 1_000,
  policies: 50,
  replicas: 1,
  proof: "certificate",
};

/** What Kubernetes supports in one cluster, and what the targets are for. */
export const fullSize: ClusterSize = {
  ...quickSize,
  nodes: 5_000,
  pods: 150_000,
  agents: 5_000,
};
