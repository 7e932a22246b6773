import { paths, usualSpec } from "./changing-cluster.ts";
import { withdrawn } from "./change.ts";
import type { Change } from "./change.ts";

/** What happens to policies and their Services. */
export const changesOfPolicies: readonly Change[] = [
  {
    what: "spec.enabled",
    steps: [
      {
        change: (cluster) => cluster.api.patchPolicy("web", { spec: { enabled: false } }),
        seen: {
          ...withdrawn,
          policies: [
            "web Accepted=True/Disabled ResolvedRefs=Unknown/Disabled Programmed=False/Disabled Ready=False/Disabled on 0 of 0 with 0",
          ],
        },
      },
      {
        change: (cluster) => cluster.api.patchPolicy("web", { spec: { enabled: true } }),
        seen: {},
      },
    ],
  },
  {
    what: "a policy that is deleted and made anew under its name",
    steps: [
      {
        change: (cluster) => cluster.api.deletePolicy("web"),
        seen: { ...withdrawn, policies: [] },
      },
      { change: (cluster) => cluster.api.policy("web", usualSpec), seen: {} },
    ],
  },
  {
    what: "a Service that is made anew with another ClusterIP",
    steps: [
      {
        change: (cluster) => cluster.remove(paths.service),
        seen: {
          ...withdrawn,
          policies: [
            "web ResolvedRefs=False/ServiceNotFound Programmed=False/Unresolved Ready=False/NotReady on 0 of 2 with 0",
          ],
        },
      },
      {
        change: (cluster) => cluster.api.service("web", "10.96.1.9", "story"),
        seen: {
          a: ["10.96.1.9:80/TCP -> 10.1.0.1:8080 (web-a)"],
          b: ["10.96.1.9:80/TCP -> 10.1.0.2:8080 (web-b)"],
        },
      },
    ],
  },
  {
    what: "a Service's ports",
    steps: [
      {
        change: (cluster) =>
          cluster.api.patch(paths.service, {
            spec: { ports: [{ name: "q", port: 80, protocol: "TCP" }] },
          }),
        seen: {
          ...withdrawn,
          policies: [
            "web ResolvedRefs=False/PortsUnpaired Programmed=False/Unresolved Ready=False/NotReady on 0 of 2 with 0",
          ],
        },
      },
      {
        change: (cluster) =>
          cluster.api.patch(paths.service, {
            spec: { ports: [{ name: "p", port: 81, protocol: "TCP" }] },
          }),
        seen: {
          a: ["10.96.1.1:81/TCP -> 10.1.0.1:8080 (web-a)"],
          b: ["10.96.1.1:81/TCP -> 10.1.0.2:8080 (web-b)"],
        },
      },
    ],
  },
  {
    what: "what a policy selects, and where it sends it",
    steps: [
      {
        change: (cluster) =>
          cluster.api.patchPolicy("web", {
            spec: { backend: { toPorts: [{ port: "9090", protocol: "TCP", name: "p" }] } },
          }),
        seen: {
          a: ["10.96.1.1:80/TCP -> 10.1.0.1:9090 (web-a)"],
          b: ["10.96.1.1:80/TCP -> 10.1.0.2:9090 (web-b)"],
        },
      },
      {
        change: (cluster) =>
          cluster.api.patchPolicy("web", {
            spec: {
              backend: { endpointSelector: { matchLabels: { app: null, "not-there": "yes" } } },
            },
          }),
        seen: {
          a: ["10.96.1.1:80/TCP ->  ()"],
          b: ["10.96.1.1:80/TCP ->  ()"],
          policies: ["web Ready=False/NoBackends on 2 of 2 with 0"],
        },
      },
    ],
  },
  {
    what: "the older of two policies for one frontend",
    steps: [
      {
        change: (cluster) =>
          cluster.api.policy("younger", {
            ...usualSpec,
            backend: { ...usualSpec.backend, redirectSelf: true },
          }),
        seen: {
          policies: [
            "web on 2 of 2 with 2",
            "younger Accepted=False/FrontendConflict ResolvedRefs=Unknown/NotAccepted Programmed=False/NotAccepted Ready=False/NotReady on 0 of 2 with 0",
          ],
        },
      },
      {
        change: (cluster) => cluster.api.deletePolicy("web"),
        seen: { policies: ["younger on 2 of 2 with 2"] },
      },
    ],
  },
];
