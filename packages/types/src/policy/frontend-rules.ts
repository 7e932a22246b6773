import * as z from "zod";

import { frontendAddressProblem } from "./frontend-address.ts";
import { ipSchema } from "./frontend-schema.ts";
import { defineRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

const exactlyOneMatcher = defineRule({
  at: "spec.frontend",
  cel: "has(self.serviceMatcher) != has(self.addressMatcher)",
  message: "Exactly one of serviceMatcher and addressMatcher must be given",
  reads: z.object({
    serviceMatcher: z.unknown().optional(),
    addressMatcher: z.unknown().optional(),
  }),
  check: ({ serviceMatcher, addressMatcher }) => {
    if ((serviceMatcher === undefined) !== (addressMatcher === undefined)) return [];
    const found = serviceMatcher === undefined ? "neither" : "both";
    return [
      {
        path: "",
        reason: `Has ${found} of serviceMatcher and addressMatcher; exactly one must be given`,
      },
    ];
  },
});

const notTheApiServer = defineRule({
  at: "spec.frontend.serviceMatcher",
  // `namespace` is a reserved word of CEL, which Kubernetes escapes.
  cel: "!(self.serviceName == 'kubernetes' && self.__namespace__ == 'default')",
  message:
    "The Service default/kubernetes cannot be matched: nodes need it to reach the API server",
  reads: z.object({ serviceName: z.string(), namespace: z.string() }),
  check: ({ serviceName, namespace }) =>
    serviceName === "kubernetes" && namespace === "default"
      ? [
          {
            path: "serviceName",
            reason:
              "The Service default/kubernetes cannot be matched: nodes need it to reach the API server",
          },
        ]
      : [],
});

const frontendAddress = defineRule({
  at: "spec.frontend.addressMatcher.ip",
  // isIP refuses IPv4-mapped addresses, zones and leading zeros by itself.
  cel: "isIP(self) && (ip(self).isGlobalUnicast() || ip(self).isLinkLocalUnicast())",
  message:
    "Must be an IPv4 or IPv6 address, and not an unspecified, loopback, multicast, broadcast or IPv4-mapped one",
  reads: ipSchema,
  check: (ip) => {
    const reason = frontendAddressProblem(ip);
    return reason === undefined ? [] : [{ path: "", reason }];
  },
});

/** What must hold of `spec.frontend`, but for its ports. */
export const frontendRules: readonly Rule[] = [exactlyOneMatcher, notTheApiServer, frontendAddress];
