/** The API group of our kinds, and the prefix of our labels and annotations. */
export const apiGroup = "balancing.elf.io";

/** The version of the group that is stored and served. */
export const apiGroupVersion = "v1beta1";

/** What stands in a manifest's `apiVersion`. */
export const apiVersion = "balancing.elf.io/v1beta1";

/** What stands in a manifest's `kind`. */
export const policyKind = "LocalRedirectPolicy";

/** The annotation of a policy that sets its id in kernel maps, counters and events. */
export const serviceIdAnnotation = "balancing.elf.io/serviceId";

/** The label of a Node whose value "false" says that no agent is wanted there. */
export const agentLabel = "balancing.elf.io/agent";
