import * as z from "zod";

import { maximumNameLength } from "./patterns.ts";

/** Longest message of a condition, as in Kubernetes. */
const maximumMessageLength = 32_768;
/** Longest text of a frontend: namespace, slash, name. */
const maximumFrontendLength = 2 * maximumNameLength + 1;

const count = z.int().min(0).meta({ format: "int32" });
const generation = z.int().min(0).meta({ format: "int64" });

// Types and reasons are open here: an object may have been written by another version of ours.
const conditionSchema = z
  .strictObject({
    type: z.string().min(1).max(316).describe("Accepted, ResolvedRefs, Programmed or Ready."),
    status: z.enum(["True", "False", "Unknown"]).describe("Whether the condition holds."),
    reason: z
      .string()
      .min(1)
      .max(1024)
      .regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/)
      .describe("Why, from the closed list in docs/conditions.md."),
    message: z.string().max(maximumMessageLength).describe("Details for people; may be empty."),
    observedGeneration: generation
      .optional()
      .describe("The metadata.generation that the condition was said of."),
    lastTransitionTime: z
      .string()
      .meta({ format: "date-time" })
      .describe("When the status changed last."),
  })
  .describe("One condition.");

const nodesSchema = z
  .strictObject({
    wanted: count.describe(
      "Nodes that match spec.config.nodeLabelSelector, are Ready or connected, and do not carry the " +
        'label balancing.elf.io/agent: "false".',
    ),
    programmed: count.describe("Of these, the nodes whose kernel holds the policy."),
  })
  .describe("How many nodes are to hold the policy, and how many do.");

/** The schema of `status`. */
export const statusSchema: z.ZodType = z
  .strictObject({
    observedGeneration: generation
      .optional()
      .describe("The metadata.generation that the status was said of."),
    frontend: z
      .string()
      .max(maximumFrontendLength)
      .optional()
      .describe("Whose traffic is redirected, in short: NAMESPACE/SERVICE or the IP address."),
    serviceId: z
      .int()
      .min(1)
      .max(4_294_967_295)
      .meta({ format: "int64" })
      .optional()
      .describe(
        "The policy's id in kernel maps, counters and events: that of the annotation " +
          "balancing.elf.io/serviceId, or one computed from the policy's uid.",
      ),
    nodes: nodesSchema.optional(),
    backends: count.optional().describe("Distinct ready pods on wanted nodes that take traffic."),
    conditions: z
      .array(conditionSchema)
      .max(16)
      .meta({ "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"] })
      .optional()
      .describe("What holds of the policy: Accepted, ResolvedRefs, Programmed, and in sum Ready."),
  })
  .describe("What the control plane says of the policy.");
