/**
 * How large what comes over the wire may be. Counts and lengths are checked when decoding; a length
 * of a text counts bytes of UTF-8.
 */
export const bounds = {
  /** Backends of one redirect; the kernel's lists are laid out for this many. */
  backends: 256,
  /** Members of one redirect: more pods than a node runs. */
  members: 4096,
  /** Texts by which a member's cgroup folder may be known; a pod has at most two. */
  cgroupTokens: 8,
  /** Redirects of one batch. */
  upserts: 500,
  /** Removals of one batch. */
  removals: 10_000,
  /** Entries of one Inventory message. */
  inventoryEntries: 10_000,
  /** Refusals or warnings of one Ack, each: no more than a batch has redirects. */
  redirectProblems: 500,
  /** Nodes of one Progress message between replicas. */
  reportedNodes: 500,
  /** Applied redirects that one such message has of one node. */
  reportedRedirects: 2000,
  /** Policies that the redirects of one such message are of: no more than it has redirects. */
  reportedPolicies: 1_000_000,
  /** Sources of a control plane. */
  watermarks: 64,
  /** Optional abilities that an agent names. */
  features: 64,
  /** A Kubernetes name or namespace; what the kernel's map of names has room for. */
  name: 253,
  /** An object's uid, or a token of a cgroup's name. */
  uid: 64,
  /** A version, a condition's type or reason, and other words that a program wrote. */
  word: 253,
  /** A text for people. What is longer is cut when it is encoded. */
  message: 4096,
  /** A bearer token; those of Kubernetes have 1 to 2 KiB. */
  token: 65_536,
} as const;
