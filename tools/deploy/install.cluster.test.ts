import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

import { type ControlPlane, startControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import { type ManifestObject, podTemplate } from "./manifest-object.ts";
import { overlayFolder, type OverlayName, overlayNames, renderOverlay } from "./overlay.ts";
import { untilPoliciesAreKnown } from "./policy-definition.ts";

const deploy = join(import.meta.dirname, "../../deploy");

let plane: ControlPlane;
let objects: readonly ManifestObject[];

beforeAll(async () => {
  plane = await startControlPlane();
  objects = await render("default");
  // Before any overlay with a policy in it, as deploy/README.md says.
  await plane.kubectl(["apply", "--server-side", "-k", join(deploy, "crds")]);
  await untilPoliciesAreKnown(plane);
});
afterAll(() => plane.stop());

function apply(overlay: OverlayName): Promise<string> {
  return plane.kubectl(["apply", "--server-side", "-k", overlayFolder(overlay)]);
}

function render(overlay: OverlayName): Promise<readonly ManifestObject[]> {
  return renderOverlay((parameters) => plane.kubectl(parameters), overlay);
}

/** One line for each object of an overlay, with its resource version. */
function resourceVersions(overlay: OverlayName): Promise<string> {
  const line = "{.kind} {.metadata.namespace}/{.metadata.name} {.metadata.resourceVersion}";
  const path = `jsonpath={range .items[*]}${line}{"\\n"}{end}`;
  return plane.kubectl(["get", "-k", overlayFolder(overlay), "-o", path]);
}

describe.each(overlayNames)("kubectl apply -k deploy/overlays/%s", (overlay) => {
  test("changes nothing the second time", async () => {
    await apply(overlay);
    const before = await resourceVersions(overlay);
    expect(before.trim().split("\n")).toHaveLength((await render(overlay)).length);
    await apply(overlay);
    expect(await resourceVersions(overlay)).toBe(before);
  });
});

describe("the API server", () => {
  // One of them has the name of the policy that the overlay nodelocaldns has.
  beforeAll(async () => {
    await plane.kubectl(["delete", "localredirectpolicies", "--all"]);
  });

  test.each(["test-service", "test-addr", "node-local-dns"])(
    "takes the example %s as it is",
    async (name) => {
      const text = readFileSync(join(deploy, `examples/${name}.yaml`), "utf8");
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
      ...["localredirect-controller", "localredirect-agent", "node-local-dns"].map((name) => ({
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
    const agent = the("DaemonSet", await render("uninstall"));
    expect(await tryPod(agent, "localredirect")).toMatchObject({ status: 201 });
  });

  test("admits the cache of nodelocaldns where it is restricted", async () => {
    const daemonSets = (await render("nodelocaldns")).filter(({ kind }) => kind === "DaemonSet");
    const cache = daemonSets.filter(({ metadata }) => metadata.name === "node-local-dns");
    expect(await tryPod(the("DaemonSet", cache), "restricted")).toMatchObject({ status: 201 });
  });
});

// Last, since it leaves nothing to other tests.
test("kubectl delete -k takes away nodelocaldns, and no namespace but its own", async () => {
  // Nobody here finishes what the deletion of a namespace begins: it is not waited for.
  const flags = ["--ignore-not-found", "--wait=false"];
  const output = await plane.kubectl(["delete", ...flags, "-k", overlayFolder("nodelocaldns")]);
  const namespaces = [...output.matchAll(/^namespace "(.*)" deleted/gm)].map(([, name]) => name);
  expect(namespaces).toEqual(["localredirect"]);
  const left = ["get", "daemonsets,services,configmaps", "-n", "kube-system", "-o", "name"];
  expect(await plane.kubectl(left)).not.toContain("dns");
});
