import type { ControlPlane } from "../cluster/control-plane.ts";
import { dnsAddresses } from "./address-plan.ts";
import { imageNames } from "./images/base-images.ts";

const labels = { "k8s-app": "kube-dns" };
const metadata = { name: "coredns", namespace: "kube-system" };

/** As kubeadm writes it, but for a way out: the cluster has none. */
const corefile = `.:53 {
    errors
    health {
        lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        ttl 30
    }
    prometheus :9153
    cache 30
    loop
    reload
    loadbalance
}
`;

/** Applies the cluster's DNS: one CoreDNS, and the Service kube-dns by which all know it. */
export async function applyDns(plane: ControlPlane): Promise<void> {
  await plane.apply(
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "system:coredns" },
      rules: [
        {
          apiGroups: [""],
          resources: ["services", "pods", "namespaces"],
          verbs: ["list", "watch"],
        },
        {
          apiGroups: ["discovery.k8s.io"],
          resources: ["endpointslices"],
          verbs: ["list", "watch"],
        },
      ],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "system:coredns" },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: "system:coredns",
      },
      subjects: [{ kind: "ServiceAccount", ...metadata }],
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: { Corefile: corefile } },
    deployment(),
    service(),
  );
}

/** Waits until the cluster's DNS is ready, at most 90 seconds. */
export async function untilDnsAnswers(plane: ControlPlane): Promise<void> {
  await plane.kubectl([
    ...["rollout", "status", "--namespace=kube-system", "deployment/coredns", "--timeout=90s"],
  ]);
}

function deployment(): object {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { ...metadata, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec() },
    },
  };
}

function podSpec(): object {
  return {
    serviceAccountName: metadata.name,
    priorityClassName: "system-cluster-critical",
    dnsPolicy: "Default",
    containers: [
      {
        name: "coredns",
        image: imageNames.coreDns,
        imagePullPolicy: "Never",
        args: ["-conf", "/etc/coredns/Corefile"],
        ports: [
          { name: "dns", containerPort: 53, protocol: "UDP" },
          { name: "dns-tcp", containerPort: 53, protocol: "TCP" },
        ],
        volumeMounts: [{ name: "config", mountPath: "/etc/coredns", readOnly: true }],
        readinessProbe: { httpGet: { path: "/ready", port: 8181 }, periodSeconds: 1 },
        livenessProbe: {
          httpGet: { path: "/health", port: 8080 },
          initialDelaySeconds: 60,
          timeoutSeconds: 5,
          failureThreshold: 5,
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
    volumes: [{ name: "config", configMap: { name: metadata.name } }],
  };
}

function service(): object {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "kube-dns", namespace: "kube-system", labels },
    spec: {
      selector: labels,
      clusterIP: dnsAddresses.v4,
      clusterIPs: [dnsAddresses.v4, dnsAddresses.v6],
      ipFamilyPolicy: "PreferDualStack",
      ports: [
        { name: "dns", port: 53, protocol: "UDP" },
        { name: "dns-tcp", port: 53, protocol: "TCP" },
      ],
    },
  };
}
