import { expect, test } from "vitest";

import { parseYaml } from "../yaml/parse-yaml.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./read-manifest.ts";

function read(text: string): Manifest | undefined {
  const document = [...parseYaml(text)].find((step) => step !== undefined);
  return document === undefined ? undefined : readManifest(document);
}

function accepted(text: string): unknown {
  const manifest = read(text);
  return manifest?.outcome === "accepted" ? manifest.content.object : manifest;
}

const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
const service = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";

test("readManifest keeps what is in use of a pod", () => {
  const text = `${pod.replace("{name: a}", "{name: a, namespace: n, uid: u, labels: {x: y}, annotations: {kubernetes.io/config.hash: h, other: o}, deletionTimestamp: '2026-01-01T00:00:00Z'}")}
spec: {nodeName: node-a, hostNetwork: true, containers: [{name: c}]}
status:
  phase: Running
  podIP: 10.0.0.1
  podIPs: [{ip: 10.0.0.1}, {ip: "FD00::0001"}]
  conditions: [{type: Ready, status: "True", reason: x}]
`;
  expect(accepted(text)).toEqual({
    namespace: "n",
    name: "a",
    uid: "u",
    labels: { x: "y" },
    nodeName: "node-a",
    hostNetwork: true,
    podIPs: ["10.0.0.1", "fd00::1"],
    ready: true,
    terminating: true,
    configHash: "h",
  });
});

test("readManifest fills in what a pod leaves out", () => {
  const first = accepted(pod);
  expect(first).toMatchObject({
    namespace: "default",
    labels: {},
    nodeName: undefined,
    hostNetwork: false,
    podIPs: [],
    ready: false,
    terminating: false,
    configHash: undefined,
  });
  expect(first).toHaveProperty(
    "uid",
    expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  );
  expect(accepted(pod)).toEqual(first);
});

test("readManifest takes null for what is left out, as Go programs write it", () => {
  const text = `${pod.replace("{name: a}", "{name: a, labels: null, creationTimestamp: null}")}spec: {nodeName: null}\nstatus: null\n`;
  expect(accepted(text)).toMatchObject({ labels: {}, nodeName: undefined, ready: false });
});

test.each([
  [
    "a ClusterIP alone",
    "{clusterIP: 10.0.0.1}",
    { type: "ClusterIP", headless: false, clusterIPs: ["10.0.0.1"] },
  ],
  [
    "both lists",
    "{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 'fd00:0::1']}",
    { clusterIPs: ["10.0.0.1", "fd00::1"] },
  ],
  ["None", "{clusterIP: None}", { headless: true, clusterIPs: [] }],
  ["an empty text", '{clusterIP: ""}', { headless: false, clusterIPs: [] }],
  [
    "ExternalName",
    "{type: ExternalName, externalName: a.b}",
    { type: "ExternalName", clusterIPs: [] },
  ],
  [
    "ports",
    "{ports: [{port: 80}, {name: d, port: 53, protocol: UDP, targetPort: dns}]}",
    {
      ports: [
        { name: undefined, port: 80, protocol: "TCP" },
        { name: "d", port: 53, protocol: "UDP" },
      ],
    },
  ],
])("readManifest reads a Service with %s", (_name, spec, expected) => {
  expect(accepted(`${service}spec: ${spec}\n`)).toMatchObject(expected);
});

test("readManifest reads a Node, whose missing Ready condition counts as not ready", () => {
  const node = "apiVersion: v1\nkind: Node\nmetadata: {name: n, labels: {a: b}}\n";
  expect(accepted(node)).toEqual({ name: "n", labels: { a: "b" }, ready: false });
  const ready = `${node}status: {conditions: [{type: Ready, status: "True"}]}\n`;
  expect(accepted(ready)).toMatchObject({ ready: true });
});

test.each([
  ["a pod's address", `${pod}status: {podIP: nowhere}\n`, "status.podIP", 4],
  ["a pod's label", pod.replace("a}", "a, labels: {x: 1}}"), "metadata.labels.x", 3],
  ["a pod's uid", pod.replace("a}", "a, uid: '/../'}"), "metadata.uid", 3],
  ["a pod's network", `${pod}spec: {hostNetwork: "true"}\n`, "spec.hostNetwork", 4],
  [
    "a pod's conditions",
    `${pod}status:\n  conditions:\n  - type: Ready\n    status: true\n`,
    "status.conditions[0].status",
    7,
  ],
  ["a Service without spec", service, "spec", 1],
  ["a Service's address", `${service}spec: {clusterIP: x}\n`, "spec.clusterIP", 4],
  [
    "a Service's port",
    `${service}spec:\n  ports:\n  - port: 80\n  - port: 65536\n`,
    "spec.ports[1].port",
    7,
  ],
  ["a Service's type", `${service}spec: {type: Other}\n`, "spec.type", 4],
])("readManifest refuses %s, and names field and line", (_name, text, path, line) => {
  const manifest = read(text);
  expect(manifest?.outcome).toBe("refused");
  const [problem] = manifest?.outcome === "refused" ? manifest.problems : [];
  expect(problem).toMatchObject({ path, line });
});

test.each([
  ["no kind", "apiVersion: v1\nmetadata: {name: a}\n", "kind"],
  ["no metadata", "apiVersion: v1\nkind: Pod\n", "metadata"],
  ["a name with a slash", "apiVersion: v1\nkind: Pod\nmetadata: {name: a/b}\n", "metadata.name"],
  ["a list", "- a\n", ""],
  ["a text", "hello\n", ""],
])("readManifest cannot tell what a document with %s is about", (_name, text, path) => {
  const manifest = read(text);
  expect(manifest).toMatchObject({ outcome: "unknown", problems: [{ path }] });
});

test.each([
  [
    "another kind",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n",
    "apps/v1 Deployment",
  ],
  [
    "another group's Service",
    "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n",
    "serving.knative.dev/v1 Service",
  ],
  [
    "another version of our kind",
    "apiVersion: balancing.elf.io/v1\nkind: LocalRedirectPolicy\nmetadata: {name: a}\n",
    "balancing.elf.io/v1 LocalRedirectPolicy",
  ],
])("readManifest ignores %s", (_name, text, kind) => {
  expect(read(text)).toEqual({ outcome: "ignored", kind, line: 1 });
});

test.each([
  ["only comments", "# nothing\n"],
  ["null", "null\n"],
  ["a Namespace", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"],
])("readManifest has nothing to say of %s", (_name, text) => {
  expect(read(text)).toBeUndefined();
});

test("readManifest reads broken YAML no further than whom it is about", () => {
  const manifest = read(`${pod}spec: {nodeName: "x\n`);
  expect(manifest).toMatchObject({ outcome: "refused", key: "default/a", broken: true });
});
