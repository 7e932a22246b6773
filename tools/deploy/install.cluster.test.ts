import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

import { type ControlPlane, startControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import { type ManifestObject, nameOf, podTemplate } from "./manifest-object.ts";
import { overlayFolder, type OverlayName, renderOverlay } from "./overlay.ts";

const examples = join(import.meta.dirname, "../../deploy/examples");

let plane: ControlPlane;
let objects: readonly ManifestObject[];

beforeAll(async () => {
  plane = await startControlPlane();
  objects = await renderOverlay((parameters) => plane.kubectl(parameters), "default");
  await apply("default");
  await plane.kubectl([
    ...["wait", "--for=condition=Established", "--timeout=60s"],
    "crd/localredirectpolicies.balancing.elf.io",
  ]);
});
afterAll(() => plane.stop());

function apply(overlay: OverlayName): Promise<string> {
  return plane.kubectl(["apply", "--server-side", "-k", overlayFolder(overlay)]);
}

/** The resource version of each object that the default overlay has, by the object's name. */
async function resourceVersions(): Promise<Record<string, string>> {
  const versions = objects.map(async (object) => {
    const { kind, metadata } = object;
    const where = metadata.namespace === undefined ? [] : ["-n", metadata.namespace];
    const path = ["-o", "jsonpath={.metadata.resourceVersion}"];
    return [nameOf(object), await plane.kubectl(["get", kind, metadata.name, ...where, ...path])];
  });
  return Object.fromEntries(await Promise.all(versions)) as Record<string, string>;
}

describe("kubectl apply -k deploy/overlays/default", () => {
  test("changes nothing the second time", async () => {
    const before = await resourceVersions();
    await apply("default");
    expect(await resourceVersions()).toEqual(before);
  });

  test.each(["test-service", "test-addr", "node-local-dns"])(
    "takes the example %s as it is",
    async (name) => {
      const text = readFileSync(join(examples, `${name}.yaml`), "utf8");
      await plane.apply(text);
      const path = `/apis/balancing.elf.io/v1beta1/localredirectpolicies/${name}`;
      const { spec } = parse(text) as { spec: object };
      expect(await plane.admin.expect({ method: "GET", path })).toMatchObject({ spec });
    },
  );
});

/** Asks whether the API server would make a pod of a template in a namespace. */
async function tryPod(object: ManifestObject, namespace: string) {
  const answer = await plane.admin.request({
    method: "POST",
    path: `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
    body: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "tried" },
      spec: jsonField(podTemplate(object), "spec"),
    },
  });
  return { status: answer.status, message: String(jsonField(answer.body, "message")) };
}

/** What a refusal by Pod Security names, each without its details. */
function violations(message: string): readonly string[] {
  const [, list = ""] = message.split('violates PodSecurity "restricted:latest": ');
  return list.split("), ").map((violation) => violation.replace(/ \(.*/, ""));
}

function the(kind: string, from: readonly ManifestObject[] = objects): ManifestObject {
  const found = from.find((object) => object.kind === kind);
  if (found === undefined) throw new TypeError(`The overlay has no ${kind}`);
  return found;
}

describe("Pod Security", () => {
  beforeAll(async () => {
    await plane.apply(
      {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: {
          name: "restricted",
          labels: { "pod-security.kubernetes.io/enforce": "restricted" },
        },
      },
      ...["localredirect-controller", "localredirect-agent"].map((name) => ({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name, namespace: "restricted" },
      })),
    );
  });

  test("admits the controller where it is restricted", async () => {
    expect(await tryPod(the("Deployment"), "restricted")).toMatchObject({ status: 201 });
  });

  test("admits the agent in its own namespace, and refuses it elsewhere for what it needs", async () => {
    expect(await tryPod(the("DaemonSet"), "localredirect")).toMatchObject({ status: 201 });
    const { status, message } = await tryPod(the("DaemonSet"), "restricted");
    expect(status).toBe(403);
    expect(violations(message)).toEqual([
      "host namespaces",
      "hostPort",
      "unrestricted capabilities",
      "restricted volume types",
      "runAsNonRoot != true",
      "runAsUser=0",
    ]);
    expect(message).toContain('must not include "BPF", "NET_ADMIN", "PERFMON" in');
  });

  test("admits the agent that uninstalls", async () => {
    const uninstall = await renderOverlay((parameters) => plane.kubectl(parameters), "uninstall");
    expect(await tryPod(the("DaemonSet", uninstall), "localredirect")).toMatchObject({
      status: 201,
    });
  });
});
