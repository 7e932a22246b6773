import { X509Certificate } from "node:crypto";

import { heldClientCredentials } from "@localredirect/process";
import type { HeldCertificate } from "@localredirect/process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { jsonField } from "../../../../../tools/cluster/json-field.ts";
import { ClusterConnection } from "../../kubernetes-api/cluster-connection.ts";
import { connectAgent, startServing } from "../../serve/testing/serving.ts";
import type { Serving } from "../../serve/testing/serving.ts";
import { SimulatedAgent } from "../../serve/testing/simulated-agent.ts";
import { IdentityCluster } from "../testing/identity-cluster.ts";
import { IdentityController, serverName, trusting } from "../testing/identity-controller.ts";
import type { RotationTimes } from "./authority.ts";
import { ClusterAuthorityStore } from "./cluster-authority-store.ts";
import { OwnCertificate } from "./own-certificate.ts";
import type { OwnCertificateEvent } from "./own-certificate.ts";
import { servingNames } from "./serving-names.ts";

const minute = 60_000;

/** Short enough that all of a rotation's certificates are good at one real moment. */
const times: RotationTimes = {
  authorityLife: 1440 * minute,
  authorityRenewal: 60 * minute,
  bundleLag: 10 * minute,
  servingLife: 120 * minute,
  clockSkew: 10 * minute,
};

let cluster: IdentityCluster;
/** What the controllers of a test take for the time. */
let now: number;
const endings: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  cluster = await IdentityCluster.start({});
});

afterAll(() => cluster.stop());

beforeEach(() => {
  now = Date.now() - 110 * minute;
});

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  for (const kind of ["secrets", "configmaps"]) {
    await cluster.plane.admin.request({ method: "DELETE", path: pathOf(kind) });
  }
});

function pathOf(kind: string): string {
  return `/api/v1/namespaces/localredirect/${kind}/localredirect-ca`;
}

/** A controller's certificate, and a server that shows it. */
interface Replica {
  readonly own: OwnCertificate;
  readonly serving: Serving;
  readonly events: OwnCertificateEvent[];
}

async function startReplica(): Promise<Replica> {
  const { kubeconfig } = cluster;
  const patience = { answerPatience: 5000, watchPatience: 90_000 };
  const api = new ClusterConnection({ kubeconfig, ...patience });
  const listen = { kind: "tcp", host: "127.0.0.1", port: 0 } as const;
  const events: OwnCertificateEvent[] = [];
  const own = new OwnCertificate({
    store: new ClusterAuthorityStore(() => Promise.resolve(api), "localredirect"),
    names: servingNames({ namespace: "localredirect", podIp: undefined, listen }),
    times,
    onEvent: (event) => events.push(event),
    now: () => now,
  });
  await own.look();
  const security = { kind: "tls-or-token", serving: undefined } as const;
  const serving = await startServing({
    security: { ...security, clientAuthorities: undefined },
    certificate: own.held,
  });
  endings.push(async () => {
    own.close();
    await serving.stop();
  });
  return { own, serving, events };
}

/** How a server answers whoever believes those in a bundle's file, without showing who it is. */
function answer({ serving }: Replica, bundleFile: string): Promise<string> {
  const client = serving.client(trusting(bundleFile), serverName);
  return connectAgent(client, new SimulatedAgent("node-a")).ended;
}

const letIn = /^16 UNAUTHENTICATED/;
const notBelieved = /^14 UNAVAILABLE/;

/** All authorities that clients are told to believe, the newest first. */
async function bundle(): Promise<readonly string[]> {
  const configMap = await cluster.plane.admin.expect({ method: "GET", path: pathOf("configmaps") });
  const text = String(jsonField(configMap, "data", "ca.crt"));
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}

/** Whether the certificate that is shown comes from an authority. */
function isOf(held: HeldCertificate, authority: string | undefined): boolean {
  const shown = new X509Certificate(held.current?.certificate ?? "");
  return authority !== undefined && shown.verify(new X509Certificate(authority).publicKey);
}

test("two controllers that start at once make one authority, for an agent that can reach both", async () => {
  const controllers = [new IdentityController(cluster), new IdentityController(cluster)];
  controllers.forEach((each) => endings.push(() => each.kill()));
  await Promise.all(controllers.map((each) => each.ready()));
  expect(await bundle()).toHaveLength(1);
  const file = await cluster.bundleFile("race");
  for (const controller of controllers) {
    const end = await controller.connect("node-a", undefined, trusting(file));
    expect(await end.ended).toMatch(letIn);
  }
  const series = 'localredirect_controller_authority_changes_total{action="create"}';
  const made = await Promise.all(controllers.map((each) => each.metric(series)));
  expect(made.toSorted()).toEqual([0, 1]);
  const expiry = "localredirect_controller_certificate_expiry_timestamp_seconds";
  expect(await controllers[0]?.metric(expiry)).toBeGreaterThan(Date.now() / 1000);
});

test("agents with the bundle before and after can reach both replicas all through a rotation", async () => {
  const one = await startReplica();
  const other = await startReplica();
  const [first] = await bundle();
  const before = await cluster.bundleFile("before");
  const reachable = async (file: string): Promise<void> => {
    expect(await answer(one, file)).toMatch(letIn);
    expect(await answer(other, file)).toMatch(letIn);
  };
  await reachable(before);

  now += times.authorityRenewal;
  await Promise.all([one.own.look(), other.own.look()]);
  expect(await bundle()).toHaveLength(2);
  const after = await cluster.bundleFile("after");
  await reachable(before);
  await reachable(after);

  now += times.bundleLag + times.clockSkew;
  await one.own.look();
  const [second] = await bundle();
  expect([isOf(one.own.held, second), isOf(other.own.held, first)]).toEqual([true, true]);
  await reachable(after);
  await other.own.look();
  expect(isOf(other.own.held, second)).toBe(true);
  await reachable(after);
  expect(await answer(one, before)).toMatch(notBelieved);

  now += times.servingLife + 2 * times.clockSkew;
  await Promise.all([one.own.look(), other.own.look()]);
  expect(await bundle()).not.toContain(first);
  expect(await bundle()).toContain(second);
  const actions = [...one.events, ...other.events].flatMap((event) =>
    event.kind === "authorities" ? [event.action] : [],
  );
  expect(actions.filter((action) => action === "retire")).toHaveLength(1);
});

test("replicas know each other by their certificates, and agents' tokens are not asked for", async () => {
  const one = await startReplica();
  const other = await startReplica();
  const credentials = heldClientCredentials(other.own.held);
  const client = one.serving.client(credentials, serverName);
  expect(await connectAgent(client, new SimulatedAgent("node-a")).ended).toMatch(
    /^7 PERMISSION_DENIED: .* the client certificate names 'localredirect-controller'/,
  );
});

test("a Secret that is deleted is made anew, and both replicas go over to it", async () => {
  const one = await startReplica();
  const other = await startReplica();
  const [first] = await bundle();
  await cluster.objects.delete(pathOf("secrets"));
  await Promise.all([one.own.look(), other.own.look()]);
  const [second, ...older] = await bundle();
  expect(older).toEqual([]);
  expect(second).not.toBe(first);
  const file = await cluster.bundleFile("anew");
  expect(await answer(one, file)).toMatch(letIn);
  expect(await answer(other, file)).toMatch(letIn);
});

test("a bundle that is deleted or overwritten is published again", async () => {
  const { own } = await startReplica();
  const published = await bundle();
  await cluster.objects.delete(pathOf("configmaps"));
  await own.look();
  expect(await bundle()).toEqual(published);
  await cluster.objects.patch(pathOf("configmaps"), { data: { "ca.crt": "rubbish" } });
  await own.look();
  expect(await bundle()).toEqual(published);
});

test("a Secret that holds something else is left alone, and what is shown stays", async () => {
  const replica = await startReplica();
  const file = await cluster.bundleFile("foreign");
  const data = { "authorities.json": Buffer.from("not ours").toString("base64") };
  await cluster.objects.patch(pathOf("secrets"), { data });
  await replica.own.look();
  expect(replica.events.at(-1)).toMatchObject({
    kind: "failed",
    error: { message: expect.stringContaining("holds no authorities of ours") as unknown },
  });
  const secret = await cluster.plane.admin.expect({ method: "GET", path: pathOf("secrets") });
  expect(jsonField(secret, "data")).toEqual(data);
  expect(await answer(replica, file)).toMatch(letIn);
});

test("a certificate stays while the API server is away, and is renewed after it", async () => {
  const replica = await startReplica();
  const file = await cluster.bundleFile("outage");
  const before = replica.own.held.current;
  await cluster.plane.killApiServer();
  now += (times.servingLife * 2) / 3;
  await replica.own.look();
  expect(replica.events.at(-1)?.kind).toBe("failed");
  expect(replica.own.held.current).toBe(before);
  expect(await answer(replica, file)).toMatch(letIn);
  await cluster.plane.startApiServer();
  await replica.own.look();
  expect(replica.events.slice(-2).map(({ kind }) => kind)).toContain("made");
  expect(replica.own.held.current?.certificate).not.toEqual(before?.certificate);
});
