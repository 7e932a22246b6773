import * as z from "zod";

import type {
  AddressMatcherManifest,
  FrontendManifest,
  ServiceMatcherManifest,
} from "./manifest.ts";
import { dnsLabel, maximumLabelLength } from "./patterns.ts";
import { frontendPortsSchema } from "./port-schema.ts";
import { textSchema } from "./text-schema.ts";

/** Longest text of an IP address: an IPv6 one whose end is dotted decimal. */
const maximumIpLength = 45;

/** The schema of `serviceMatcher`. */
const serviceMatcherSchema: z.ZodType<ServiceMatcherManifest> = z.strictObject({
  serviceName: textSchema(dnsLabel, maximumLabelLength).describe("The Service's name."),
  namespace: textSchema(dnsLabel, maximumLabelLength).describe("The Service's namespace."),
  toPorts: frontendPortsSchema
    .optional()
    .describe(
      "Which of the Service's ports are redirected, by port number and protocol. Absent: all that " +
        "have a backend port of the name that the Service gives them.",
    ),
});

/** The schema of `ip`. */
export const ipSchema: z.ZodString = z.string().min(1).max(maximumIpLength);

/** The schema of `addressMatcher`. */
const addressMatcherSchema: z.ZodType<AddressMatcherManifest> = z.strictObject({
  ip: ipSchema.describe(
    "An IPv4 or IPv6 address, in any of its textual forms. Not an unspecified, loopback, multicast, " +
      "broadcast or IPv4-mapped one.",
  ),
  toPorts: frontendPortsSchema.describe("Which ports of the address are redirected."),
});

/** The schema of `spec.frontend`. */
export const frontendSchema: z.ZodType<FrontendManifest> = z
  .strictObject({
    serviceMatcher: serviceMatcherSchema
      .optional()
      .describe(
        "All ClusterIPs of a Service, in both families. Headless and ExternalName Services cannot " +
          "be matched, nor default/kubernetes; of a NodePort or LoadBalancer Service it is the " +
          "ClusterIPs.",
      ),
    addressMatcher: addressMatcherSchema
      .optional()
      .describe("An IP address of your choice; it need not belong to any Service."),
  })
  .describe("Whose traffic is redirected: exactly one of serviceMatcher and addressMatcher.");
