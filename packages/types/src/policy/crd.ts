import { apiGroup, apiGroupVersion, policyKind } from "./api.ts";
import { withValidations } from "./crd-validations.ts";
import { policyRules } from "./policy-rules.ts";
import { specSchema } from "./spec-schema.ts";
import { statusSchema } from "./status-schema.ts";
import { structuralSchema } from "./structural-schema.ts";
import type { JsonObject } from "./structural-schema.ts";

/** The name of the CustomResourceDefinition. */
export const crdName = "localredirectpolicies.balancing.elf.io";

/** The manifest of the CustomResourceDefinition, made from what parsePolicy applies. */
export function localRedirectPolicyCrd(): JsonObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: crdName,
      labels: {
        "app.kubernetes.io/name": "localredirect",
        "app.kubernetes.io/part-of": "localredirect",
        "app.kubernetes.io/component": "api",
      },
    },
    spec: {
      group: apiGroup,
      scope: "Cluster",
      names: {
        kind: policyKind,
        listKind: `${policyKind}List`,
        plural: "localredirectpolicies",
        singular: "localredirectpolicy",
        shortNames: ["lrp", "lr"],
        categories: ["elf"],
      },
      versions: [
        {
          name: apiGroupVersion,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: printerColumns(),
          schema: { openAPIV3Schema: objectSchema() },
        },
      ],
    },
  };
}

function objectSchema(): JsonObject {
  const schema = {
    type: "object",
    description:
      "Redirects connections and datagrams to a Service's ClusterIPs, or to an address, to a ready " +
      "backend pod on the client's own node. Where the node has none, they go to the ordinary Service.",
    required: ["spec"],
    properties: {
      apiVersion: { type: "string", description: "The API's group and version." },
      kind: { type: "string", description: "The kind of object." },
      metadata: { type: "object" },
      spec: structuralSchema(specSchema),
      status: structuralSchema(statusSchema),
    },
  };
  return withValidations(schema, policyRules);
}

function printerColumns(): readonly JsonObject[] {
  return [
    {
      name: "Frontend",
      type: "string",
      jsonPath: ".status.frontend",
      description: "Whose traffic is redirected",
    },
    {
      name: "Enabled",
      type: "boolean",
      jsonPath: ".spec.enabled",
      description: "Whether the policy is to work",
    },
    {
      name: "Accepted",
      type: "string",
      jsonPath: '.status.conditions[?(@.type=="Accepted")].status',
      description: "Whether the policy is valid and owns its frontends",
    },
    {
      name: "Programmed",
      type: "string",
      jsonPath: '.status.conditions[?(@.type=="Programmed")].status',
      description: "Whether the kernels of all wanted nodes hold it",
    },
    {
      name: "Backends",
      type: "integer",
      jsonPath: ".status.backends",
      description: "Ready pods that take the traffic",
    },
    { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp" },
  ];
}
