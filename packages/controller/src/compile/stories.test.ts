import { expect, test } from "vitest";

import { maxBackends } from "./backend.ts";
import { describeTable } from "./testing/describe-world.ts";
import { nodeChange, podChange, policyChange, policyNamed } from "./testing/policies.ts";
import { SmallWorld } from "./testing/small-world.ts";

const base = `---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { clusterIP: 10.96.0.1, ports: [{ name: http, port: 80 }, { name: https, port: 443 }] }
---
apiVersion: v1
kind: Node
metadata: { name: node-a, labels: { color: blue } }
status: { conditions: [{ type: Ready, status: "True" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: one, uid: one, labels: { app: web } }
spec: { nodeName: node-a }
status: { podIP: 10.1.0.1, conditions: [{ type: Ready, status: "True" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: two, namespace: other, uid: two, labels: { app: dns } }
spec: { nodeName: node-a }
status: { podIP: 10.1.0.2, conditions: [{ type: Ready, status: "True" }] }
---
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata: { name: p, annotations: { balancing.elf.io/serviceId: "1" } }
spec:
  enabled: true
  qosLimit: 5
  frontend: { addressMatcher: { ip: 169.254.0.1, toPorts: [{ port: "80", protocol: TCP }] } }
  backend:
    endpointSelector: { matchLabels: { app: web } }
    namespaces: [default]
    redirectSelf: false
    toPorts: [{ port: "8080", protocol: TCP }]
  config: { nodeLabelSelector: { matchLabels: { color: blue } } }
`;

const before = {
  "169.254.0.1:80/TCP": {
    policy: "p 1",
    qosLimit: 5,
    backends: ["10.1.0.1:8080 default/one"],
    members: ["default/one"],
  },
};

const [only] = Object.values(before);

test.each([
  ["enabled", "enabled: true", "enabled: false", {}],
  ["qosLimit", "qosLimit: 5", "qosLimit: 0", { "169.254.0.1:80/TCP": { ...only, qosLimit: 0 } }],
  ["the frontend's address", "169.254.0.1", "169.254.0.2", { "169.254.0.2:80/TCP": only }],
  ["the frontend's port", '"80"', '"81"', { "169.254.0.1:81/TCP": only }],
  [
    "the frontend's matcher",
    /addressMatcher: .* }/,
    'serviceMatcher: { serviceName: web, namespace: default, toPorts: [{ port: "443", protocol: TCP }] } }',
    { "10.96.0.1:443/TCP": only },
  ],
  ["the protocol on both sides", /protocol: TCP/g, "protocol: UDP", { "169.254.0.1:80/UDP": only }],
  [
    "the backend's port",
    "8080",
    "9090",
    { "169.254.0.1:80/TCP": { ...only, backends: ["10.1.0.1:9090 default/one"] } },
  ],
  [
    "the selector",
    "{ matchLabels: { app: web } }",
    "{ matchLabels: { app: dns } }",
    { "169.254.0.1:80/TCP": { ...only, backends: [], members: [] } },
  ],
  [
    "selector and namespaces",
    "{ matchLabels: { app: web } }\n    namespaces: [default]",
    "{ matchLabels: { app: dns } }\n    namespaces: [other]",
    {
      "169.254.0.1:80/TCP": {
        ...only,
        backends: ["10.1.0.2:8080 other/two"],
        members: ["other/two"],
      },
    },
  ],
  [
    "redirectSelf",
    "redirectSelf: false",
    "redirectSelf: true",
    {
      "169.254.0.1:80/TCP": {
        policy: "p 1",
        redirectSelf: true,
        qosLimit: 5,
        backends: ["10.1.0.1:8080 default/one"],
        members: ["default/one"],
      },
    },
  ],
  ["the node selector", "{ color: blue } } }\n", "{ color: red } } }\n", {}],
  [
    "the service id",
    'serviceId: "1"',
    'serviceId: "2"',
    { "169.254.0.1:80/TCP": { ...only, policy: "p 2" } },
  ],
])("a change of %s in place takes effect, and so does its undoing", (_field, from, to, after) => {
  const world = new SmallWorld();
  world.write("a.yaml", base);
  expect(describeTable(world.table("node-a"))).toEqual(before);
  const changed = base.replace(from, to);
  expect(changed).not.toBe(base);
  expect(world.write("a.yaml", changed)).toContain("node-a");
  expect(world.problems).toEqual([]);
  expect(describeTable(world.table("node-a"))).toEqual(after);
  world.write("a.yaml", base);
  expect(describeTable(world.table("node-a"))).toEqual(before);
});

test("a policy that becomes invalid stays in force as it was, and its status says so", () => {
  const world = new SmallWorld();
  world.write("a.yaml", base);
  const table = world.table("node-a");
  expect(world.write("a.yaml", base.replace("169.254.0.1", "127.0.0.1")).size).toBe(0);
  expect(world.table("node-a")).toBe(table);
  const [status] = world.statuses();
  const [accepted] = status?.conditions ?? [];
  expect(accepted).toMatchObject({ status: "False", reason: "Invalid", observedGeneration: 2 });
  expect(accepted?.message).toBe(
    'a.yaml:30: spec.frontend.addressMatcher.ip: Is "127.0.0.1", a loopback address; no connection to it can be redirected. The last valid state, generation 1, stays in force',
  );
  expect(status?.origin).toBe("a.yaml:24");
});

test("the younger of two policies takes over at once when the older goes, and gives back", () => {
  const world = new SmallWorld();
  const old = policyChange(policyNamed("old", { creationTimestamp: "2026-01-01T00:00:00.000Z" }));
  const young = policyChange(
    policyNamed("young", { creationTimestamp: "2026-01-02T00:00:00.000Z" }),
  );
  const owner = (): readonly string[] =>
    [...world.table("node-a").redirects.values()].map(({ redirect }) => redirect.policy.name);
  world.apply([nodeChange("node-a"), old, young]);
  expect(owner()).toEqual(["old"]);
  world.apply([{ kind: "LocalRedirectPolicy", key: "old", object: undefined }]);
  expect(owner()).toEqual(["young"]);
  world.apply([old]);
  expect(owner()).toEqual(["old"]);
});

test("a redirect has the first 256 of its ready pods, and the status says how many are too many", () => {
  const world = new SmallWorld();
  const pods = Array.from({ length: 300 }, (_item, at) =>
    podChange(`p${String(at).padStart(3, "0")}`, { podIPs: [`10.1.${at >> 8}.${at & 255}`] }),
  );
  world.apply([policyChange(policyNamed("a")), ...pods]);
  const [compiled] = world.table("node-a").redirects.values();
  expect(compiled?.redirect.backends).toHaveLength(maxBackends);
  expect(compiled?.redirect.backends.at(-1)?.pod.name).toBe("p255");
  expect(compiled?.redirect.members).toHaveLength(300);
  expect(world.statuses()[0]?.conditions.at(-1)?.message).toContain(
    "node-a has 44 ready pods too many",
  );
});

test("one pod's readiness touches one node's table and one policy's redirects", () => {
  const world = new SmallWorld();
  const nodes = Array.from({ length: 200 }, (_item, at) => `n${at}`);
  const other = policyNamed(
    "other",
    {},
    {
      frontend: {
        addressMatcher: { ip: "169.254.0.9", toPorts: [{ port: "80", protocol: "TCP" }] },
      },
      backend: {
        endpointSelector: { matchLabels: { app: "dns" } },
        toPorts: [{ port: "1", protocol: "TCP" }],
      },
    },
  );
  world.apply([
    policyChange(policyNamed("web")),
    policyChange(other),
    ...nodes.map((nodeName) => podChange(`on-${nodeName}`, { nodeName })),
  ]);
  const tables = new Map(nodes.map((node) => [node, world.table(node)]));
  const changed = world.apply([podChange("on-n7", { nodeName: "n7", ready: false })]);
  expect([...changed]).toEqual(["n7"]);
  const differing = nodes.filter((node) => world.table(node) !== tables.get(node));
  expect(differing).toEqual(["n7"]);
  const untouched = "169.254.0.9:80/TCP";
  expect(world.table("n7").redirects.get(untouched)).toBe(
    tables.get("n7")?.redirects.get(untouched),
  );
  expect(world.table("n7").causedAt).toBeGreaterThan(tables.get("n7")?.causedAt ?? Infinity);
});

test("nodes without pods of a policy share its redirects", () => {
  const world = new SmallWorld();
  world.apply([policyChange(policyNamed("web")), nodeChange("n1"), nodeChange("n2")]);
  const key = "169.254.0.1:80/TCP";
  expect(world.table("n1").redirects.get(key)).toBe(world.table("n2").redirects.get(key));
});

test("10,000 policies make 10,000 redirects, and one more changes one", () => {
  const world = new SmallWorld();
  const policy = (at: number): ReturnType<typeof policyChange> =>
    policyChange(
      policyNamed(
        `p${at}`,
        {},
        {
          frontend: {
            addressMatcher: {
              ip: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
              toPorts: [{ port: "80", protocol: "TCP" }],
            },
          },
        },
      ),
    );
  const policies = Array.from({ length: 10_000 }, (_item, at) => policy(at));
  world.apply([nodeChange("node-a"), ...policies, podChange("a")]);
  const table = world.table("node-a");
  expect(table.redirects.size).toBe(10_000);
  world.apply([policy(10_000)]);
  const after = world.table("node-a");
  expect(after.redirects.size).toBe(10_001);
  const fresh = [...after.redirects].filter(([key, value]) => table.redirects.get(key) !== value);
  expect(fresh).toHaveLength(1);
}, 60_000);
