import type { ControlPlane } from "../../../../../../tools/cluster/control-plane.ts";
import { jsonField } from "../../../../../../tools/cluster/json-field.ts";

const policies = "/apis/balancing.elf.io/v1beta1/localredirectpolicies";
const mergePatch = "application/merge-patch+json";

export interface PodTraits {
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly node: string;
  readonly ip: string;
}

/** Objects of an API server, made and changed as their owners would. */
export class ApiObjects {
  readonly #plane: ControlPlane;

  constructor(plane: ControlPlane) {
    this.#plane = plane;
  }

  /** A namespace with the service account that pods need. */
  async namespace(name: string): Promise<void> {
    const path = "/api/v1/namespaces";
    await this.#create(path, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
    await this.serviceAccount(name);
  }

  /** Made by hand, unless a controller manager is faster. */
  async serviceAccount(namespace: string): Promise<void> {
    await this.#plane.admin.request({
      method: "POST",
      path: `/api/v1/namespaces/${namespace}/serviceaccounts`,
      body: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } },
    });
  }

  async node(name: string): Promise<void> {
    const path = "/api/v1/nodes";
    await this.#create(path, { apiVersion: "v1", kind: "Node", metadata: { name } });
    const conditions = [{ type: "Ready", status: "True", reason: "Test", message: "" }];
    await this.patch(`${path}/${name}/status`, { status: { conditions } });
  }

  /** A pod that is ready. */
  async pod(name: string, { namespace = "default", labels, node, ip }: PodTraits): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    await this.#create(path, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, labels },
      spec: {
        nodeName: node,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 0,
        containers: [{ name: "c", image: "none" }],
      },
    });
    const conditions = [{ type: "Ready", status: "True" }];
    const status = { phase: "Running", podIP: ip, podIPs: [{ ip }], conditions };
    await this.patch(`${path}/${name}/status`, { status });
  }

  async service(name: string, clusterIP: string, namespace = "default"): Promise<void> {
    await this.#create(`/api/v1/namespaces/${namespace}/services`, {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name },
      spec: { clusterIP, ports: [{ name: "p", port: 80, protocol: "TCP" }] },
    });
  }

  /** For a Service's port p and the pods of its namespace with a label app. */
  async servicePolicy(name: string, service: string, rest: Rest = {}): Promise<void> {
    const { namespace = "default", app = "web" } = rest;
    const frontend = { serviceMatcher: { serviceName: service, namespace } };
    const backend = {
      endpointSelector: { matchLabels: { app } },
      toPorts: [{ port: "8080", protocol: "TCP", name: "p" }],
    };
    await this.policy(name, { frontend, backend });
  }

  /** For port 80 of an address and pods of all namespaces. */
  async addressPolicy(name: string, ip: string, selector: object): Promise<void> {
    const frontend = { addressMatcher: { ip, toPorts: [{ port: "80", protocol: "TCP" }] } };
    const toPorts = [{ port: "8080", protocol: "TCP" }];
    await this.policy(name, { frontend, backend: { endpointSelector: selector, toPorts } });
  }

  async policy(name: string, spec: object): Promise<void> {
    const apiVersion = "balancing.elf.io/v1beta1";
    const kind = "LocalRedirectPolicy";
    await this.#create(policies, { apiVersion, kind, metadata: { name }, spec });
  }

  async patchPolicy(name: string, body: object): Promise<void> {
    await this.patch(`${policies}/${name}`, body);
  }

  async deletePolicy(name: string): Promise<void> {
    await this.delete(`${policies}/${name}`);
  }

  async patch(path: string, body: object): Promise<unknown> {
    const request = { method: "PATCH", path, body, contentType: mergePatch };
    return this.#plane.admin.expect(request);
  }

  async patchPod(name: string, body: object): Promise<void> {
    await this.patch(`/api/v1/namespaces/default/pods/${name}`, body);
  }

  async delete(path: string): Promise<void> {
    await this.#plane.admin.expect({ method: "DELETE", path });
  }

  async uid(path: string): Promise<string> {
    const object = await this.#plane.admin.expect({ method: "GET", path });
    return String(jsonField(object, "metadata", "uid"));
  }

  async #create(path: string, body: object): Promise<void> {
    await this.#plane.admin.expect({ method: "POST", path, body });
  }
}

interface Rest {
  readonly namespace?: string;
  /** Of the pods. */
  readonly app?: string;
}
