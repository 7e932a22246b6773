import { randomUUID } from "node:crypto";

import type { EtcdEntry } from "../../cluster/control-plane.ts";
import { agentAccount, agentPod, nodeName, type PlannedPod } from "./population.ts";

const image = "registry.example.com/platform/web-frontend:2026.11.3";
const digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** A Node as an API server stores it, with what kubelet says of one. */
export function storedNode(name: string, created: string): EtcdEntry {
  const node = {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      uid: randomUUID(),
      creationTimestamp: created,
      labels: {
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "node.kubernetes.io/instance-type": "m6.xlarge",
        "topology.kubernetes.io/zone": "zone-1",
      },
    },
    spec: { podCIDR: "10.128.0.0/24", podCIDRs: ["10.128.0.0/24"] },
    status: {
      capacity: { cpu: "4", memory: "16374000Ki", pods: "110" },
      allocatable: { cpu: "3920m", memory: "15350000Ki", pods: "110" },
      conditions: ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"].map((type) =>
        condition(type, type === "Ready", created),
      ),
      addresses: [{ type: "Hostname", address: name }],
    },
  };
  return { key: `/registry/minions/${name}`, value: JSON.stringify(node) };
}

/**
 * A pod that is ready, as an API server stores it. One that a policy selects has as many fields as
 * pods of Deployments have, since sources spend their time on reading those; the others only have to
 * be there.
 */
export function storedPod(planned: PlannedPod, created: string): EtcdEntry {
  const { namespace, name, node, ip, app, policy } = planned;
  const metadata = { name, namespace, uid: randomUUID(), creationTimestamp: created };
  const labels = {
    app,
    "pod-template-hash": "6d4cf56db6",
    "app.kubernetes.io/part-of": "platform",
  };
  const isWhole = policy !== undefined;
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, labels, ...(isWhole ? owned(app, created) : {}) },
    spec: isWhole
      ? podSpec(node)
      : { nodeName: node, containers: [{ name: "web", image, ...messages }] },
    status: podStatus(ip, created),
  };
  return { key: `/registry/pods/${namespace}/${name}`, value: JSON.stringify(pod) };
}

/** The pod of a node's agent, by the node's number, with as much of it as its token needs. */
export function storedAgentPod(index: number, created: string): EtcdEntry {
  const { namespace, name: serviceAccountName } = agentAccount;
  const metadata = { ...agentPod(index), namespace, creationTimestamp: created };
  const containers = [{ name: "agent", image, ...messages }];
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata,
    spec: { nodeName: nodeName(index), serviceAccountName, containers },
    status: { phase: "Running" },
  };
  return { key: `/registry/pods/${namespace}/${metadata.name}`, value: JSON.stringify(pod) };
}

/** A pod is not valid without them. */
const messages = {
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  imagePullPolicy: "IfNotPresent",
};

function owned(app: string, created: string): object {
  return {
    ownerReferences: [owner(`${app}-6d4cf56db6`)],
    managedFields: managedFields(created),
  };
}

function owner(name: string): object {
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    name,
    uid: "0b1c6a39-7a6e-4c06-a6f6-6a8c5fd5b0c1",
    controller: true,
    blockOwnerDeletion: true,
  };
}

function podSpec(nodeName: string): object {
  const probe = { httpGet: { path: "/healthz", port: 8080, scheme: "HTTP" }, periodSeconds: 10 };
  return {
    nodeName,
    serviceAccountName: "default",
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    enableServiceLinks: true,
    preemptionPolicy: "PreemptLowerPriority",
    priority: 0,
    containers: [
      {
        name: "web",
        image,
        ...messages,
        args: ["--listen=:8080", "--log-level=info", "--upstream=http://backend.platform.svc"],
        env: ["REGION", "STAGE", "TRACE_ENDPOINT", "FEATURES"].map((variable) => ({
          name: variable,
          value: `the value of ${variable.toLowerCase()}`,
        })),
        ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
        resources: {
          requests: { cpu: "100m", memory: "128Mi" },
          limits: { cpu: "1", memory: "256Mi" },
        },
        livenessProbe: probe,
        readinessProbe: probe,
        volumeMounts: [
          {
            name: "kube-api-access",
            mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
            readOnly: true,
          },
        ],
      },
    ],
    tolerations: ["not-ready", "unreachable"].map((state) => ({
      key: `node.kubernetes.io/${state}`,
      operator: "Exists",
      effect: "NoExecute",
      tolerationSeconds: 300,
    })),
    volumes: [
      {
        name: "kube-api-access",
        projected: {
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
            {
              configMap: {
                name: "kube-root-ca.crt",
                items: [{ key: "ca.crt", path: "ca.crt" }],
              },
            },
          ],
        },
      },
    ],
  };
}

function podStatus(podIP: string, created: string): object {
  const types = ["PodScheduled", "Initialized", "PodReadyToStartContainers", "ContainersReady"];
  return {
    phase: "Running",
    podIP,
    podIPs: [{ ip: podIP }],
    hostIP: "10.0.0.1",
    hostIPs: [{ ip: "10.0.0.1" }],
    qosClass: "Burstable",
    startTime: created,
    conditions: [...types, "Ready"].map((type) => condition(type, true, created)),
    containerStatuses: [
      {
        name: "web",
        image,
        imageID: `${image}@${digest}`,
        containerID: `containerd://${digest.slice("sha256:".length)}`,
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: created } },
        lastState: {},
      },
    ],
  };
}

function condition(type: string, status: boolean, since: string): object {
  return { type, status: status ? "True" : "False", lastTransitionTime: since };
}

/** Half of a pod's bytes, as in a cluster. */
function managedFields(time: string): readonly object[] {
  const entry = (manager: string, fieldsV1: object, subresource?: string): object => ({
    apiVersion: "v1",
    fieldsType: "FieldsV1",
    operation: "Update",
    manager,
    time,
    fieldsV1,
    ...(subresource === undefined ? {} : { subresource }),
  });
  const fields = (...names: readonly string[]): object =>
    Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
  const container = {
    ".": {},
    ...fields("args", "env", "image", "imagePullPolicy", "livenessProbe", "name", "ports"),
    ...fields("readinessProbe", "resources", "terminationMessagePath", "terminationMessagePolicy"),
  };
  const spec = {
    "f:containers": { 'k:{"name":"web"}': container },
    ...fields("dnsPolicy", "enableServiceLinks", "restartPolicy", "schedulerName"),
    ...fields("securityContext", "terminationGracePeriodSeconds"),
  };
  const conditions = Object.fromEntries(
    ["ContainersReady", "Initialized", "PodReadyToStartContainers", "Ready"].map((type) => [
      `k:{"type":"${type}"}`,
      { ".": {}, ...fields("lastProbeTime", "lastTransitionTime", "status", "type") },
    ]),
  );
  const status = {
    "f:conditions": conditions,
    ...fields("containerStatuses", "hostIP", "hostIPs", "phase", "podIP", "podIPs", "startTime"),
  };
  const labels = fields("app", "app.kubernetes.io/part-of", "pod-template-hash");
  return [
    entry("kube-controller-manager", { "f:metadata": { "f:labels": labels }, "f:spec": spec }),
    entry("kubelet", { "f:status": status }, "status"),
  ];
}
