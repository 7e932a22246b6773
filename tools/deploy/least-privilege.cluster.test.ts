import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { jsonField } from "../cluster/json-field.ts";
import type { Cluster } from "../nodes/cluster.ts";
import type { ClusterNode } from "../nodes/node.ts";
import { type ContainerProcess, containerProcess, privilegesOf } from "./container-process.ts";
import { startInstalledCluster } from "./installed-cluster.ts";

const namespace = "localredirect";

let cluster: Cluster;
let agent: ContainerProcess;
let controller: ContainerProcess;
beforeAll(async () => {
  // One node has both: it is ready only once the agent has been served by the controller.
  cluster = await startInstalledCluster({ nodes: 1 });
  const [node] = cluster.nodes as [ClusterNode];
  agent = await containerProcess(cluster.plane, node, "agent");
  controller = await containerProcess(cluster.plane, node, "controller");
});
afterAll(() => cluster.stop());

describe("a process that runs", () => {
  const confined = { ambient: [], noNewPrivileges: true, seccomp: "filter" };

  test("of the agent has three capabilities and cannot get any more", () => {
    const three = ["NET_ADMIN", "PERFMON", "BPF"];
    expect(privilegesOf(agent.pid)).toEqual({
      ...confined,
      user: "0",
      ...{ effective: three, permitted: three, bounding: three },
    });
  });

  test("of the controller has none, and is not root", () => {
    expect(privilegesOf(controller.pid)).toEqual({
      ...confined,
      user: "65532",
      ...{ effective: [], permitted: [], bounding: [] },
    });
  });
});

/** The code of the error that whoever makes a folder gets, even root; undefined where it is made. */
function refusedIn(folder: string): unknown {
  try {
    mkdirSync(join(folder, "probe"));
    return undefined;
  } catch (error) {
    return jsonField(error, "code");
  }
}

describe("nobody can write", () => {
  test.each(["", "tmp", "etc", "host/sys/fs/cgroup", "run/secrets/localredirect"])(
    "to /%s of the agent",
    (folder) => {
      expect(refusedIn(join(agent.root, folder))).toBe("EROFS");
    },
  );

  test.each(["", "tmp", "etc", "run/secrets/kubernetes.io/serviceaccount"])(
    "to /%s of the controller",
    (folder) => {
      expect(refusedIn(join(controller.root, folder))).toBe("EROFS");
    },
  );
});

describe("Pod Security", () => {
  beforeAll(async () => {
    await cluster.plane.apply(
      ...["baseline", "restricted"].flatMap((level) => [
        {
          apiVersion: "v1",
          kind: "Namespace",
          metadata: { name: level, labels: { "pod-security.kubernetes.io/enforce": level } },
        },
        ...["agent", "controller"].map((component) => ({
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: { name: `localredirect-${component}`, namespace: level },
        })),
      ]),
    );
  });

  /** What the API server says to the pod of a running process in a namespace of another level. */
  async function admissionOf({ pod }: ContainerProcess, level: string) {
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}`;
    const running = await cluster.plane.admin.expect({ method: "GET", path });
    // What the cluster has chosen for it is not of the manifest; nor is a node's name.
    const { nodeName, ...spec } = jsonField(running, "spec") as Record<string, unknown>;
    expect(nodeName).toBe("node-1");
    const { status, body } = await cluster.plane.admin.request({
      method: "POST",
      path: `/api/v1/namespaces/${level}/pods?dryRun=All`,
      body: { apiVersion: "v1", kind: "Pod", metadata: { name: "probe" }, spec },
    });
    return { status, message: String(jsonField(body, "message")) };
  }

  test("admits the controller as restricted", async () => {
    expect(await admissionOf(controller, "restricted")).toMatchObject({ status: 201 });
  });

  test("refuses the agent as baseline for just what its namespace says that it needs", async () => {
    const { status, message } = await admissionOf(agent, "baseline");

    expect(status).toBe(403);
    expect(message.replaceAll(/ \([^)]*\)/g, "")).toMatch(
      /: non-default capabilities, host namespaces, hostPath volumes, hostPort$/,
    );
  });
});

describe("the token that the agent holds", () => {
  // Not /var/run, a link which from here would lead to this machine's own /run.
  const secrets = () => join(agent.root, "run/secrets");
  const tokenOfAgent = () => readFileSync(join(secrets(), "localredirect/token"), "utf8");

  test("is the only one that it has", () => {
    expect(readdirSync(secrets())).toEqual(["localredirect"]);
  });

  test("makes it the agent of its node to our controller", async () => {
    const review = await cluster.plane.admin.expect({
      method: "POST",
      path: "/apis/authentication.k8s.io/v1/tokenreviews",
      body: {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        spec: { token: tokenOfAgent(), audiences: [namespace] },
      },
    });

    expect(jsonField(review, "status")).toMatchObject({
      authenticated: true,
      user: {
        username: "system:serviceaccount:localredirect:localredirect-agent",
        extra: { "authentication.kubernetes.io/node-name": ["node-1"] },
      },
    });
  });

  test.each([
    "/api",
    "/api/v1/nodes",
    `/api/v1/namespaces/${namespace}/pods`,
    "/apis/balancing.elf.io/v1beta1/localredirectpolicies",
  ])("is refused by the API server for %s", async (path) => {
    const client = cluster.plane.client({ kind: "token", token: tokenOfAgent() });
    expect((await client.request({ method: "GET", path })).status).toBe(401);
  });
});

/** What `kubectl auth can-i --list` says of an account that is in the groups of all accounts. */
async function permissionsOf(account: string): Promise<readonly string[]> {
  const output = await cluster.plane.kubectl([
    ...["auth", "can-i", "--list", "--no-headers"],
    `--as=system:serviceaccount:${namespace}:${account}`,
    ...["system:serviceaccounts", "system:authenticated"].map((group) => `--as-group=${group}`),
  ]);
  return output.split("\n").toSorted();
}

test("the agent's account may do nothing that not every account may", async () => {
  const permissions = await permissionsOf("localredirect-agent");

  expect(permissions).toEqual(await permissionsOf("nobody"));
  expect(permissions).not.toEqual(await permissionsOf("localredirect-controller"));
});
