import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "./control-plane.ts";
import { jsonField } from "./json-field.ts";

const configMaps = "/api/v1/namespaces/default/configmaps";

function configMap(name: string) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default" } };
}

function create(plane: ControlPlane, path: string, body: object) {
  return plane.admin.expect({ method: "POST", path, body });
}

/** A list's resource version, from which a watch may go on. */
async function currentVersion(plane: ControlPlane): Promise<string> {
  const list = await plane.admin.expect({ method: "GET", path: configMaps });
  return String(jsonField(list, "metadata", "resourceVersion"));
}

/** What a watch from a resource version says, as text; it ends by itself after a second. */
async function watchFrom(plane: ControlPlane, version: string): Promise<string> {
  const path = `${configMaps}?watch=1&timeoutSeconds=1&resourceVersion=${version}`;
  return JSON.stringify(await plane.admin.request({ method: "GET", path }));
}

describe("startControlPlane, two at once", () => {
  let planes: readonly [ControlPlane, ControlPlane];
  beforeAll(async () => {
    planes = await Promise.all([
      startControlPlane({ controllerManager: true }),
      startControlPlane({ flags: { apiServer: ["--watch-cache=false"] } }),
    ]);
  });
  afterAll(async () => {
    await Promise.all(planes.map((plane) => plane.stop()));
  });

  test("both are ready and know nothing of each other", async () => {
    const [first, second] = planes;
    await create(first, configMaps, configMap("only-here"));

    for (const plane of planes) {
      expect(await plane.admin.expect({ method: "GET", path: "/readyz" })).toBe("ok");
    }
    const path = `${configMaps}/only-here`;
    expect(await first.admin.request({ method: "GET", path })).toMatchObject({ status: 200 });
    expect(await second.admin.request({ method: "GET", path })).toMatchObject({ status: 404 });
  });

  test("a user without a role is forbidden, one in a bound group is not", async () => {
    const [plane] = planes;
    await plane.apply({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "readers" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "readers" }],
    });
    const statusFor = async (user: string, groups: readonly string[]) => {
      const keyPair = await plane.userCertificate(user, groups);
      const client = plane.client({ kind: "certificate", keyPair });
      return (await client.request({ method: "GET", path: configMaps })).status;
    };

    expect(await statusFor("somebody", ["writers"])).toBe(403);
    expect(await statusFor("somebody", ["writers", "readers"])).toBe(200);
  });

  test("a token that it did not issue is refused", async () => {
    const [plane] = planes;
    const stranger = plane.client({ kind: "token", token: "not a token" });

    expect(await stranger.request({ method: "GET", path: configMaps })).toMatchObject({
      status: 401,
    });
  });

  test("kubeconfigs make kubectl a user or a service account", async () => {
    const [plane] = planes;
    const whoami = async (kubeconfig: string) =>
      plane.kubectl(["--kubeconfig", kubeconfig, "auth", "whoami", "-o", "json"]);

    expect(await whoami(await plane.userKubeconfig("jane", ["a", "b"]))).toMatch(
      /"username": "jane"[^]*"a"[^]*"b"/,
    );
    expect(await whoami(await plane.serviceAccountKubeconfig("default", "default"))).toContain(
      '"username": "system:serviceaccount:default:default"',
    );
  });

  test("a token bound to a pod says its node, to its audience only", async () => {
    const [plane] = planes;
    await plane.apply(
      { apiVersion: "v1", kind: "Node", metadata: { name: "node-a" } },
      {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "agent", namespace: "default" },
      },
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "agent", namespace: "default" },
        spec: {
          nodeName: "node-a",
          serviceAccountName: "agent",
          containers: [{ name: "agent", image: "agent" }],
        },
      },
    );
    const pod = await plane.admin.expect({
      method: "GET",
      path: "/api/v1/namespaces/default/pods/agent",
    });
    const token = await plane.serviceAccountToken("default", "agent", {
      audiences: ["localredirect"],
      pod: { name: "agent", uid: String(jsonField(pod, "metadata", "uid")) },
    });
    const review = (audience: string) =>
      create(plane, "/apis/authentication.k8s.io/v1/tokenreviews", {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        spec: { token, audiences: [audience] },
      });

    expect(await review("localredirect")).toMatchObject({
      status: {
        authenticated: true,
        audiences: ["localredirect"],
        user: {
          username: "system:serviceaccount:default:agent",
          extra: { "authentication.kubernetes.io/node-name": ["node-a"] },
        },
      },
    });
    expect(jsonField(await review("another"), "status", "authenticated")).not.toBe(true);
  });

  test("a dual-stack Service gets a ClusterIP of each family", async () => {
    const [plane] = planes;
    const service = await create(plane, "/api/v1/namespaces/default/services", {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "dual" },
      spec: { ipFamilyPolicy: "RequireDualStack", ports: [{ port: 80 }] },
    });

    expect(jsonField(service, "spec", "clusterIPs")).toEqual([
      expect.stringMatching(/^10\.96\./),
      expect.stringMatching(/^fd00:10:96::/),
    ]);
  });

  test("apply takes YAML, and twice the same changes nothing", async () => {
    const [plane] = planes;
    const manifest = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: applied\n";
    const path = "/api/v1/namespaces/applied";
    await plane.apply(manifest);
    const before = await plane.admin.expect({ method: "GET", path });
    await plane.apply(manifest);

    expect(await plane.admin.expect({ method: "GET", path })).toMatchObject({
      metadata: { uid: jsonField(before, "metadata", "uid") },
    });
  });

  test("kubectl's failure is an error with what it said", async () => {
    const [plane] = planes;

    await expect(plane.kubectl(["get", "configmap", "absent"])).rejects.toMatchObject({
      code: "kubectl",
      message: expect.stringContaining('configmaps "absent" not found') as unknown,
    });
  });

  test("a killed API server comes back at its address with its data", async () => {
    const [, plane] = planes;
    await create(plane, configMaps, configMap("kept"));
    const get = () => plane.admin.request({ method: "GET", path: `${configMaps}/kept` });

    await plane.killApiServer();
    await expect(get()).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await plane.startApiServer();
    expect(await get()).toMatchObject({ status: 200 });
  });

  test("an API server whose etcd has gone ends all the same, and both come back", async () => {
    const [, plane] = planes;
    await create(plane, configMaps, configMap("kept-by-etcd"));
    await plane.stopEtcd();
    await plane.stopApiServer();
    expect(plane.processes()).toEqual([]);

    await plane.startEtcd();
    await plane.startApiServer();
    const path = `${configMaps}/kept-by-etcd`;
    expect(await plane.admin.request({ method: "GET", path })).toMatchObject({ status: 200 });
  });

  test("after a compaction, a watch from an older version gets 410", async () => {
    const [, plane] = planes;
    const old = await currentVersion(plane);
    await create(plane, configMaps, configMap("newer"));
    expect(await watchFrom(plane, old)).toContain("ADDED");

    await plane.compactEtcd();
    await create(plane, configMaps, configMap("newest"));
    expect(await watchFrom(plane, old)).toContain('"code":410');
  });

  test("with its watch cache, an API server gives 410 once it has started again", async () => {
    const [plane] = planes;
    const old = await currentVersion(plane);
    await create(plane, configMaps, configMap("newer-in-cache"));
    await plane.compactEtcd();
    expect(await watchFrom(plane, old)).toContain("ADDED");

    await plane.stopApiServer();
    await plane.startApiServer();
    expect(await watchFrom(plane, old)).toContain('"code":410');
  });
});
