import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import type { ManifestObject } from "./manifest-object.ts";
import { overlayFolder, renderOverlay } from "./overlay.ts";
import { grantedPermissions, permissionLines } from "./permissions.ts";

const namespace = "localredirect";

let plane: ControlPlane;
let objects: readonly ManifestObject[];

beforeAll(async () => {
  plane = await startControlPlane();
  objects = await renderOverlay((parameters) => plane.kubectl(parameters), "default");
  await plane.kubectl(["apply", "--server-side", "-k", overlayFolder("default")]);
  await plane.apply({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "nobody", namespace },
  });
});
afterAll(() => plane.stop());

/** What `kubectl auth can-i --list` shows to an account in a namespace, as the account itself. */
async function listPermissions(name: string, where: string): Promise<readonly string[]> {
  const token = await plane.serviceAccountToken(namespace, name);
  const review = await plane.client({ kind: "token", token }).expect({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
    body: {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectRulesReview",
      spec: { namespace: where },
    },
  });
  const rules = jsonField(review, "status", "resourceRules");
  return permissionLines(Array.isArray(rules) ? rules : []);
}

/** The same without what every account may, such as asking what it may. */
async function ownPermissions(name: string, where: string): Promise<readonly string[]> {
  const everybodys = new Set(await listPermissions("nobody", where));
  return (await listPermissions(name, where)).filter((line) => !everybodys.has(line));
}

describe.each([namespace, "default", "kube-system"])("in the namespace %s", (where) => {
  test("the controller may do what the manifests say, and nothing else", async () => {
    const account = { namespace, name: "localredirect-controller" };
    const granted = grantedPermissions(objects, account, where);
    expect(granted).not.toEqual([]);
    expect(await ownPermissions(account.name, where)).toEqual(granted);
  });

  test("the agent may do nothing", async () => {
    const account = { namespace, name: "localredirect-agent" };
    expect(grantedPermissions(objects, account, where)).toEqual([]);
    expect(await ownPermissions(account.name, where)).toEqual([]);
  });
});

/** Asks the API server as the controller. */
async function statusFor(method: string, path: string, body?: object): Promise<number> {
  const token = await plane.serviceAccountToken(namespace, "localredirect-controller");
  return (await plane.client({ kind: "token", token }).request({ method, path, body })).status;
}

test("the manifests grant nothing that somebody could widen", () => {
  const account = { namespace, name: "localredirect-controller" };
  const all = [namespace, "default"].flatMap((where) =>
    grantedPermissions(objects, account, where),
  );
  expect(all.filter((line) => line.includes("*"))).toEqual([]);
  expect(
    all.filter((line) => /^(bind|escalate|impersonate|delete|deletecollection) /.test(line)),
  ).toEqual([]);
});

describe("the controller", () => {
  const secrets = `/api/v1/namespaces/${namespace}/secrets`;

  test.each([
    ["list its namespace's Secrets", "GET", secrets],
    ["read another Secret", "GET", `${secrets}/another`],
    [
      "read a Secret of its name elsewhere",
      "GET",
      "/api/v1/namespaces/default/secrets/localredirect-ca",
    ],
    ["write a policy's spec", "PUT", "/apis/balancing.elf.io/v1beta1/localredirectpolicies/test"],
    ["delete a pod", "DELETE", "/api/v1/namespaces/default/pods/any"],
    ["ask what others may", "POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews"],
  ])("may not %s", async (_, method, path) => {
    expect(await statusFor(method, path, method === "GET" ? undefined : {})).toBe(403);
  });

  test.each([
    ["make its authority, and read it", "secrets"],
    ["publish whom to trust, and read it", "configmaps"],
  ])("may %s", async (_, resource) => {
    const path = `/api/v1/namespaces/${namespace}/${resource}`;
    const body = { metadata: { name: "localredirect-ca" } };
    expect(await statusFor("POST", path, body)).toBe(201);
    expect(await statusFor("GET", `${path}/localredirect-ca`)).toBe(200);
  });
});
