import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import { controlPlaneBinaries } from "../cluster/binaries/control-plane-binaries.ts";
import { jsonField } from "../cluster/json-field.ts";
import { runKubectl } from "../cluster/kubectl.ts";
import { type ManifestObject, nameOf, podTemplate } from "./manifest-object.ts";
import { renderOverlay } from "./overlay.ts";

const root = join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};

const rendered = new Map<string, readonly ManifestObject[]>();

beforeAll(async () => {
  const { kubectl: program } = await controlPlaneBinaries();
  // Rendering asks no API server.
  const options = { program, folder: tmpdir(), kubeconfig: "/dev/null" };
  for (const name of ["default", "uninstall"] as const) {
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

function podSpec(overlay: string, kind: string): unknown {
  const object = objectsOf(overlay).find((each) => each.kind === kind);
  return object === undefined ? undefined : jsonField(podTemplate(object), "spec");
}

function containersOf(overlay: string): readonly unknown[] {
  return ["Deployment", "DaemonSet"].flatMap((kind) => {
    const spec = podSpec(overlay, kind);
    return [...list(spec, "initContainers"), ...list(spec, "containers")];
  });
}

describe.each(["default", "uninstall"])("the overlay %s", (overlay) => {
  test("labels everything, pods too, with this release's version", () => {
    const labels = {
      "app.kubernetes.io/name": "localredirect",
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

  test("runs images of this release, and no others", () => {
    const images = containersOf(overlay).map((container) => jsonField(container, "image"));
    const ours = ["controller", "agent"].map((name) => `localredirect/${name}:${version}`);
    expect([...new Set(images)]).toEqual(ours);
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
    for (const kind of ["Deployment", "DaemonSet"]) {
      expect(podSpec(overlay, kind)).toMatchObject({ automountServiceAccountToken: false });
    }
    const accounts = objectsOf(overlay).filter(({ kind }) => kind === "ServiceAccount");
    expect(accounts).toHaveLength(2);
    for (const account of accounts) {
      expect(account).toMatchObject({ automountServiceAccountToken: false });
    }
  });
});

describe("the agent's pod", () => {
  test("has two folders of the node: those of the bpf and cgroup v2 file systems", () => {
    const paths = list(podSpec("default", "DaemonSet"), "volumes")
      .map((volume) => jsonField(volume, "hostPath", "path"))
      .filter((path) => path !== undefined);
    expect(paths).toEqual(["/sys/fs/bpf", "/sys/fs/cgroup"]);
  });

  test("has three capabilities", () => {
    const [container] = list(podSpec("default", "DaemonSet"), "containers");
    expect(jsonField(container, "securityContext", "capabilities", "add")).toEqual([
      ...["BPF", "NET_ADMIN", "PERFMON"],
    ]);
  });

  test("has one token, for our controller alone", () => {
    const tokens = list(podSpec("default", "DaemonSet"), "volumes")
      .flatMap((volume) => list(volume, "projected", "sources"))
      .map((source) => jsonField(source, "serviceAccountToken"))
      .filter((token) => token !== undefined);
    expect(tokens).toEqual([{ path: "token", audience: "localredirect", expirationSeconds: 3600 }]);
  });
});

test("the overlay uninstall changes the agent only", () => {
  const others = (overlay: string) =>
    objectsOf(overlay).filter((object) => object.kind !== "DaemonSet");
  expect(others("uninstall")).toEqual(others("default"));
});
