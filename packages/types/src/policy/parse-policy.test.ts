import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";

import { addressManifest } from "../testing/policy-manifests.ts";
import { parsePolicy } from "./parse-policy.ts";

const examples = `
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata:
  name: test-service
spec:
  enabled: true
  frontend:
    serviceMatcher:
      serviceName: http-server-v4
      namespace: default
      toPorts:
        - { port: "8080", protocol: TCP, name: p1 }
        - { port: "80", protocol: TCP, name: p2 }
  backend:
    endpointSelector:
      matchLabels: { app: http-redirect }
    toPorts:
      - { port: "80", protocol: TCP, name: p1 }
      - { port: "80", protocol: TCP, name: p2 }
---
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata:
  name: test-addr
  annotations: { balancing.elf.io/serviceId: "10091" }
spec:
  enabled: true
  frontend:
    addressMatcher:
      ip: "169.254.0.90"
      toPorts:
        - { port: "8080", protocol: TCP, name: p1 }
        - { port: "80", protocol: TCP, name: p2 }
  backend:
    endpointSelector:
      matchLabels: { app: http-redirect }
    toPorts:
      - { port: "80", protocol: TCP, name: p1 }
      - { port: "80", protocol: TCP, name: p2 }
`;

describe("parsePolicy", () => {
  it("takes the examples of the API's contract unchanged", () => {
    const results = parseAllDocuments(examples).map((document) => parsePolicy(document.toJS()));
    const toPorts = [
      { port: 8080, protocol: "TCP", name: "p1" },
      { port: 80, protocol: "TCP", name: "p2" },
    ];
    const backend = {
      endpointSelector: { matchLabels: { app: "http-redirect" }, matchExpressions: [] },
      toPorts: [
        { port: 80, protocol: "TCP", name: "p1" },
        { port: 80, protocol: "TCP", name: "p2" },
      ],
      redirectSelf: false,
    };
    const service = { kind: "service", serviceName: "http-server-v4", namespace: "default" };
    expect(results).toEqual([
      {
        ok: true,
        policy: {
          metadata: { name: "test-service", uid: "", generation: 0, annotations: {}, labels: {} },
          spec: { enabled: true, frontend: { ...service, toPorts }, backend, config: {} },
        },
      },
      {
        ok: true,
        policy: {
          metadata: {
            name: "test-addr",
            uid: "",
            generation: 0,
            annotations: { "balancing.elf.io/serviceId": "10091" },
            labels: {},
          },
          spec: {
            enabled: true,
            frontend: { kind: "address", ip: "169.254.0.90", toPorts },
            backend,
            config: {},
          },
        },
      },
    ]);
  });

  it("applies defaults, canonicalises, and takes what the API server adds", () => {
    const manifest = addressManifest("FD00:0::A");
    const { frontend } = manifest.spec;
    const { endpointSelector, toPorts } = manifest.spec.backend;
    const result = parsePolicy({
      ...manifest,
      metadata: {
        name: "a.b-c",
        uid: "u",
        generation: 3,
        resourceVersion: "77",
        creationTimestamp: "2026-01-31T13:00:00+01:00",
        deletionTimestamp: null,
        labels: { a: "b" },
        managedFields: [{ manager: "kubectl" }],
        finalizers: ["x"],
      },
      spec: {
        frontend,
        backend: { endpointSelector, toPorts },
        qosLimit: 0,
        config: { nodeLabelSelector: {} },
      },
      status: { anything: true },
    });
    expect(result).toMatchObject({
      ok: true,
      policy: {
        metadata: {
          name: "a.b-c",
          uid: "u",
          generation: 3,
          resourceVersion: "77",
          creationTimestamp: "2026-01-31T12:00:00.000Z",
          labels: { a: "b" },
        },
        spec: {
          enabled: true,
          frontend: { ip: "fd00::a" },
          backend: { redirectSelf: false },
          config: { nodeLabelSelector: { matchLabels: {}, matchExpressions: [] } },
          qosLimit: 0,
        },
      },
    });
  });
});
