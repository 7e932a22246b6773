import { paths } from "./changing-cluster.ts";
import { noBackendOnA } from "./change.ts";
import type { Change } from "./change.ts";

/** What happens to pods. */
export const changesOfPods: readonly Change[] = [
  {
    what: "a pod that moves to another node under its name",
    steps: [
      { change: (cluster) => cluster.remove(paths.pod("web-a")), seen: noBackendOnA("") },
      {
        change: (cluster) => cluster.addPod("web-a", "node-b", "10.1.0.3"),
        seen: {
          a: ["10.96.1.1:80/TCP ->  ()"],
          b: ["10.96.1.1:80/TCP -> 10.1.0.2:8080 10.1.0.3:8080 (web-a web-b)"],
        },
      },
    ],
  },
  {
    what: "a pod that has time to end",
    steps: [
      // It is left alone as a client until it is gone.
      { change: (cluster) => cluster.terminate("web-a"), seen: noBackendOnA("web-a") },
      { change: (cluster) => cluster.remove(paths.pod("web-a")), seen: noBackendOnA("") },
    ],
  },
  {
    what: "a pod that a finalizer keeps",
    steps: [
      {
        change: async (cluster) => {
          await cluster.api.patch(paths.pod("web-a"), {
            metadata: { finalizers: ["example.org/hold"] },
          });
          await cluster.remove(paths.pod("web-a"));
        },
        seen: noBackendOnA("web-a"),
      },
      {
        change: (cluster) =>
          cluster.api.patch(paths.pod("web-a"), { metadata: { finalizers: null } }),
        seen: noBackendOnA(""),
      },
    ],
  },
  {
    what: "a pod's readiness",
    steps: [
      {
        change: (cluster) => cluster.setReady("web-a", "False"),
        seen: noBackendOnA("web-a"),
      },
      {
        change: (cluster) => cluster.setReady("web-b", "False"),
        seen: {
          a: ["10.96.1.1:80/TCP ->  (web-a)"],
          b: ["10.96.1.1:80/TCP ->  (web-b)"],
          policies: ["web Ready=False/NoBackends on 2 of 2 with 0"],
        },
      },
      {
        change: async (cluster) => {
          await cluster.setReady("web-a", "True");
          await cluster.setReady("web-b", "True");
        },
        seen: {},
      },
    ],
  },
  {
    what: "a pod's labels",
    steps: [
      {
        change: (cluster) =>
          cluster.api.patch(paths.pod("web-a"), { metadata: { labels: { app: "other" } } }),
        seen: noBackendOnA(""),
      },
      {
        change: (cluster) =>
          cluster.api.patch(paths.pod("web-a"), { metadata: { labels: { app: "web" } } }),
        seen: {},
      },
    ],
  },
  {
    what: "a pod's address",
    steps: [
      {
        change: (cluster) =>
          cluster.api.patch(`${paths.pod("web-a")}/status`, {
            status: { podIP: "10.1.0.9", podIPs: [{ ip: "10.1.0.9" }] },
          }),
        seen: { a: ["10.96.1.1:80/TCP -> 10.1.0.9:8080 (web-a)"] },
      },
    ],
  },
];
