import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { beforeAll, describe, expect, test } from "vitest";

import { controlPlaneBinaries } from "../cluster/binaries/control-plane-binaries.ts";
import { jsonField } from "../cluster/json-field.ts";
import { runKubectl } from "../cluster/kubectl.ts";
import { type ManifestObject, nameOf, podTemplate } from "./manifest-object.ts";
import { overlayNames, renderOverlay } from "./overlay.ts";

const root = join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};

const rendered = new Map<string, readonly ManifestObject[]>();

beforeAll(async () => {
  const { kubectl: program } = await controlPlaneBinaries();
  // Rendering asks no API server.
  const options = { program, folder: tmpdir(), kubeconfig: "/dev/null" };
  for (const name of overlayNames) {
    rendered.set(name, await renderOverlay((parameters) => runKubectl(options, parameters), name));
  }
});

function objectsOf(overlay: string): readonly ManifestObject[] {
  return rendered.get(overlay) ?? [];
}

function list(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = jsonField(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** What the pods are of which a controller with such a name makes some. */
function podSpec(overlay: string, name: string): unknown {
  const object = objectsOf(overlay).find(
    (each) => each.metadata.name === name && podTemplate(each) !== undefined,
  );
  return object === undefined ? undefined : jsonField(podTemplate(object), "spec");
}

function podSpecs(overlay: string): readonly unknown[] {
  return objectsOf(overlay).flatMap((object) => {
    const template = podTemplate(object);
    return template === undefined ? [] : [jsonField(template, "spec")];
  });
}

function containersOf(overlay: string): readonly unknown[] {
  return podSpecs(overlay).flatMap((spec) => [
    ...list(spec, "initContainers"),
    ...list(spec, "containers"),
  ]);
}

function imagesOf(overlay: string): readonly unknown[] {
  return [...new Set(containersOf(overlay).map((container) => jsonField(container, "image")))];
}

describe.each(overlayNames)("the overlay %s", (overlay) => {
  test("labels everything, pods too, with this release's version", () => {
    const labels = {
      "app.kubernetes.io/name": expect.stringMatching(
        /^(localredirect|node-local-dns)$/,
      ) as unknown,
      "app.kubernetes.io/instance": "localredirect",
      "app.kubernetes.io/version": version,
      "app.kubernetes.io/component": expect.any(String) as unknown,
      "app.kubernetes.io/part-of": "localredirect",
      "app.kubernetes.io/managed-by": "kustomize",
    };
    for (const object of objectsOf(overlay)) {
      expect(object.metadata.labels, nameOf(object)).toMatchObject(labels);
      const template = podTemplate(object);
      if (template === undefined) continue;
      expect(jsonField(template, "metadata", "labels"), nameOf(object)).toMatchObject(labels);
    }
  });

  test("gives each container what it needs, and nothing by default", () => {
    for (const container of containersOf(overlay)) {
      expect(container).toMatchObject({
        resources: {
          requests: { cpu: expect.any(String) as unknown, memory: expect.any(String) as unknown },
          limits: { memory: expect.any(String) as unknown },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
      });
    }
  });

  test("mounts no token by itself", () => {
    for (const spec of podSpecs(overlay)) {
      expect(spec).toMatchObject({ automountServiceAccountToken: false });
    }
    const accounts = objectsOf(overlay).filter(({ kind }) => kind === "ServiceAccount");
    expect(accounts).toHaveLength(podSpecs(overlay).length);
    for (const account of accounts) {
      expect(account).toMatchObject({ automountServiceAccountToken: false });
    }
  });

  test("lets no pod wait for want of a priority, or be taken for one of no importance", () => {
    for (const spec of podSpecs(overlay)) {
      expect(spec).toMatchObject({
        priorityClassName: expect.stringMatching(/^system-(node|cluster)-critical$/) as unknown,
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
      });
    }
  });
});

describe("images", () => {
  const ours = ["controller", "agent"].map((name) => `localredirect/${name}:${version}`);

  test.each(["default", "minimal", "uninstall"])("of %s are those of this release", (overlay) => {
    expect(imagesOf(overlay)).toEqual(ours);
  });

  test("of dev are those that `npm run images` builds", () => {
    expect(imagesOf("dev")).toEqual([
      "localhost/localredirect-controller:dev",
      "localhost/localredirect-agent:dev",
    ]);
  });

  test("of nodelocaldns are those of this release and the one cache, each with a tag", () => {
    const images = imagesOf("nodelocaldns").map(String);
    expect(images.filter((image) => !ours.includes(image))).toEqual([
      expect.stringMatching(/^registry\.k8s\.io\/coredns\/coredns:v[\d.]+$/),
    ]);
  });
});

describe("the agent's pod", () => {
  test("has two folders of the node: those of the bpf and cgroup v2 file systems", () => {
    const paths = list(podSpec("default", "localredirect-agent"), "volumes")
      .map((volume) => jsonField(volume, "hostPath", "path"))
      .filter((path) => path !== undefined);
    expect(paths).toEqual(["/sys/fs/bpf", "/sys/fs/cgroup"]);
  });

  test("has three capabilities", () => {
    const [container] = list(podSpec("default", "localredirect-agent"), "containers");
    expect(jsonField(container, "securityContext", "capabilities", "add")).toEqual([
      ...["BPF", "NET_ADMIN", "PERFMON"],
    ]);
  });

  test("has one token, for our controller alone", () => {
    const tokens = list(podSpec("default", "localredirect-agent"), "volumes")
      .flatMap((volume) => list(volume, "projected", "sources"))
      .map((source) => jsonField(source, "serviceAccountToken"))
      .filter((token) => token !== undefined);
    expect(tokens).toEqual([{ path: "token", audience: "localredirect", expirationSeconds: 3600 }]);
  });
});

/** What an overlay has that differs from `default`, or that `default` lacks. */
function differences(overlay: string): readonly string[] {
  const ordinary = new Map(objectsOf("default").map((object) => [nameOf(object), object]));
  return objectsOf(overlay)
    .filter((object) => !isDeepStrictEqual(ordinary.get(nameOf(object)), object))
    .map(nameOf);
}

describe("an overlay differs from default", () => {
  const deployment = "Deployment localredirect/localredirect-controller";
  const daemonSet = "DaemonSet localredirect/localredirect-agent";

  test("where its name says so, and nowhere else", () => {
    expect(differences("uninstall")).toEqual([daemonSet]);
    expect(differences("dev")).toEqual([deployment, daemonSet]);
    expect(differences("minimal")).toEqual([deployment]);
    const cache = objectsOf("nodelocaldns").filter(
      ({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === "node-local-dns",
    );
    expect(differences("nodelocaldns")).toEqual(cache.map(nameOf));
  });

  test("by one controller, where it is minimal", () => {
    const controller = objectsOf("minimal").find(({ kind }) => kind === "Deployment");
    expect(controller).toMatchObject({ spec: { replicas: 1 } });
  });
});

describe("the cache of nodelocaldns", () => {
  const the = (kind: string, name: string): ManifestObject => {
    const found = objectsOf("nodelocaldns").find(
      (object) => object.kind === kind && object.metadata.name.startsWith(name),
    );
    if (found === undefined) throw new TypeError(`The overlay has no ${kind} ${name}`);
    return found;
  };

  test("is replaced by one that is ready, and stays until nobody asks it", () => {
    const daemonSet = the("DaemonSet", "node-local-dns");
    expect(jsonField(daemonSet, "spec", "updateStrategy")).toEqual({
      type: "RollingUpdate",
      rollingUpdate: { maxSurge: "10%", maxUnavailable: 0 },
    });
    const corefile = String(jsonField(the("ConfigMap", "node-local-dns"), "data", "Corefile"));
    const lameDuck = Number(/lameduck (\d+)s/.exec(corefile)?.[1]);
    const grace = jsonField(podTemplate(daemonSet), "spec", "terminationGracePeriodSeconds");
    expect(lameDuck).toBeGreaterThan(0);
    expect(grace).toBeGreaterThan(lameDuck);
  });

  test("takes nothing of its node, so that two fit there", () => {
    const spec = podSpec("nodelocaldns", "node-local-dns");
    expect(jsonField(spec, "hostNetwork")).toBeUndefined();
    const ports = list(spec, "containers").flatMap((container) => list(container, "ports"));
    expect(ports.filter((port) => jsonField(port, "hostPort") !== undefined)).toEqual([]);
    const hostPaths = list(spec, "volumes").filter((volume) => jsonField(volume, "hostPath"));
    expect(hostPaths).toEqual([]);
  });

  test("asks the cluster's DNS by a Service that no policy names", () => {
    const upstream = the("Service", "kube-dns-upstream");
    const corefile = String(jsonField(the("ConfigMap", "node-local-dns"), "data", "Corefile"));
    const variable = `${upstream.metadata.name.toUpperCase().replaceAll("-", "_")}_SERVICE_HOST`;
    expect(corefile).toContain(`forward . {$${variable}} {`);
    // The kubelet tells it of the Services of its own namespace.
    expect(the("DaemonSet", "node-local-dns").metadata.namespace).toBe(upstream.metadata.namespace);
    const policy = the("LocalRedirectPolicy", "node-local-dns");
    expect(jsonField(policy, "spec", "frontend", "serviceMatcher", "serviceName")).toBe("kube-dns");
  });

  test("listens where the policy sends queries, by the names of kube-dns' ports", () => {
    const [container] = list(podSpec("nodelocaldns", "node-local-dns"), "containers");
    const wanted = list(the("LocalRedirectPolicy", "node-local-dns"), "spec", "backend", "toPorts");
    const served = list(container, "ports").map((port) => ({
      port: String(jsonField(port, "containerPort")),
      protocol: jsonField(port, "protocol"),
      name: jsonField(port, "name"),
    }));
    expect(wanted.map((port) => jsonField(port, "name"))).toEqual(["dns", "dns-tcp"]);
    expect(served).toEqual(expect.arrayContaining([...wanted]));
    const corefile = String(jsonField(the("ConfigMap", "node-local-dns"), "data", "Corefile"));
    expect(corefile).toContain(".:1053 {");
  });
});
