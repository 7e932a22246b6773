import * as z from "zod";

import { frontendSchema } from "./frontend-schema.ts";
import { labelSelectorSchema } from "./label-selector-schema.ts";
import type { BackendManifest, SpecManifest } from "./manifest.ts";
import { maximumLabelLength, namespaceOrAll } from "./patterns.ts";
import { backendPortsSchema } from "./port-schema.ts";
import { textSchema } from "./text-schema.ts";

/** Most namespaces of one policy. */
const maximumNamespaces = 64;
/** The greatest value of an unsigned 32-bit number. */
const maximumUint32 = 4_294_967_295;

/** The schema of `spec.backend.namespaces`. */
export const namespacesSchema: z.ZodType<readonly string[]> = z
  .array(textSchema(namespaceOrAll, maximumLabelLength))
  .min(1)
  .max(maximumNamespaces)
  .meta({ "x-kubernetes-list-type": "set" });

const backendSchema: z.ZodType<BackendManifest> = z
  .strictObject({
    endpointSelector: labelSelectorSchema(
      "Which pods of the client's node take the traffic: those with these labels that are Ready, not " +
        "terminating and have an IP of the frontend's family. An empty selector means all pods.",
    ),
    namespaces: namespacesSchema
      .optional()
      .describe(
        "The namespaces that pods are taken from; *, alone, means all. Absent: the namespace of the " +
          "Service with serviceMatcher, all namespaces with addressMatcher.",
      ),
    toPorts: backendPortsSchema.describe(
      "The pods' ports. A frontend port goes to the port of the same name, of the same protocol.",
    ),
    redirectSelf: z
      .boolean()
      .default(false)
      .describe(
        "Whether the traffic of the selected pods themselves is redirected, too. By default it is " +
          "left alone, so that a local cache can ask the Service that it stands before.",
      ),
  })
  .describe("Where redirected traffic goes: to ready pods on the client's own node.");

const configSchema = z
  .strictObject({
    nodeLabelSelector: labelSelectorSchema(
      "The nodes on which the policy works, by their labels. Absent or empty: all nodes.",
    ).optional(),
  })
  .describe("Where the policy works.");

/** The schema of `spec`. */
export const specSchema: z.ZodType<SpecManifest> = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe("False withdraws the policy from all nodes; it then owns no frontend."),
    frontend: frontendSchema,
    backend: backendSchema,
    config: configSchema.optional(),
    qosLimit: z
      .int()
      .min(0)
      .max(maximumUint32)
      .meta({ format: "int64" })
      .optional()
      .describe(
        "Redirects per second and node for one frontend; what exceeds it goes to the ordinary " +
          "Service. 0: no limit. Absent: what the agent was started with.",
      ),
  })
  .describe("What is redirected, and where to.");
