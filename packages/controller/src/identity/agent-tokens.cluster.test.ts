import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { clientCredentials } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import type { CertificateAuthority } from "@localredirect/process/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { agentAccount, IdentityCluster } from "./testing/identity-cluster.ts";
import { backendsOf, IdentityController, trusting } from "./testing/identity-controller.ts";
import type { RefusalReason } from "./identity-refusal.ts";
import { reSignToken } from "./testing/re-sign-token.ts";

const nodeA = "node-a";
const nodeB = "node-b";
const backendA = "10.1.0.1";
const backendB = "10.1.0.2";
const soon = { timeout: 60_000, interval: 50 };
const folder = mkdtempSync(join(tmpdir(), "agent-tokens-"));

let cluster: IdentityCluster;
let controller: IdentityController;
let bundle: string;
let fileAuthority: CertificateAuthority;
let fileAuthorities: string;

beforeAll(async () => {
  cluster = await IdentityCluster.start({ [nodeA]: backendA, [nodeB]: backendB });
  await cluster.plane.apply({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "other", namespace: "localredirect" },
  });
  await cluster.agentPod(nodeA, "other");
  fileAuthority = await createCertificateAuthority();
  const files = await fileAuthority.write(folder, "agent-a", { dns: [nodeA] });
  fileAuthorities = files.authorities;
  controller = new IdentityController(cluster, [`--client-ca=${fileAuthorities}`]);
  await controller.ready();
  bundle = await cluster.bundleFile("bundle");
});

afterAll(async () => {
  await controller.kill();
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

function refusals(reason: RefusalReason): Promise<number | undefined> {
  return controller.metric(`localredirect_controller_identity_refusals_total{reason="${reason}"}`);
}

describe("an agent's token", () => {
  test("brings the table of the token's node, and no other", async () => {
    for (const [node, backend] of [
      [nodeA, backendA],
      [nodeB, backendB],
    ] as const) {
      const end = await controller.connect(node, await cluster.token({ node }), trusting(bundle));
      await expect.poll(() => backendsOf(end), soon).toEqual([backend]);
      end.call.end();
    }
  });

  test("renews the stream within it, and ends it with one of another node", async () => {
    const own = await cluster.token({ node: nodeA });
    const end = await controller.connect(nodeA, own, trusting(bundle));
    await expect.poll(() => backendsOf(end), soon).toEqual([backendA]);
    const answered = 'localredirect_controller_token_reviews_total{outcome="answered"}';
    const before = (await controller.metric(answered)) ?? NaN;
    end.call.write({ kind: "reauthentication", token: await cluster.token({ node: nodeA }) });
    await expect.poll(() => controller.metric(answered), soon).toBe(before + 1);
    await cluster.objects.patchPod(`web-${nodeA}`, { metadata: { labels: { app: "none" } } });
    await expect.poll(() => end.received.at(-1), soon).toMatchObject({ kind: "batch" });
    await cluster.objects.patchPod(`web-${nodeA}`, { metadata: { labels: { app: "web" } } });
    await expect.poll(() => backendsOf(end).length, soon).toBeGreaterThan(1);
    end.call.write({ kind: "reauthentication", token: await cluster.token({ node: nodeB }) });
    expect(await end.ended).toMatch(/^7 PERMISSION_DENIED: .*'node-b'/);
    expect(backendsOf(end)).not.toContain(backendB);
  });
});

interface Refused {
  readonly what: string;
  /** Undefined: none. */
  readonly token: () => Promise<string | undefined>;
  /** Whose it says it is; default: that of the token. */
  readonly hello?: string;
  readonly status: string;
  readonly says: RegExp;
  readonly reason: RefusalReason;
}

const refused: readonly Refused[] = [
  {
    what: "no token",
    token: () => Promise.resolve(undefined),
    status: "16 UNAUTHENTICATED",
    says: /The call has no token \(metadata authorization: Bearer\)/,
    reason: "no_token",
  },
  {
    what: "garbage",
    token: () => Promise.resolve("garbage"),
    status: "16 UNAUTHENTICATED",
    says: /no JSON Web Token/,
    reason: "malformed_token",
  },
  {
    what: "a token for another audience",
    token: () => cluster.token({ node: nodeA, audience: "vault" }),
    status: "16 UNAUTHENTICATED",
    says: /meant for 'vault', not 'localredirect'/,
    reason: "wrong_audience",
  },
  {
    what: "a token for the API server itself",
    token: () => cluster.token({ node: nodeA, audience: "https://kubernetes.default.svc" }),
    status: "16 UNAUTHENTICATED",
    says: /not 'localredirect'/,
    reason: "wrong_audience",
  },
  {
    what: "an expired token",
    token: async () => {
      const now = Math.floor(Date.now() / 1000);
      const past = { iat: now - 7200, nbf: now - 7200, exp: now - 3600 };
      return cluster.reSign(await cluster.token({ node: nodeA }), past);
    },
    status: "16 UNAUTHENTICATED",
    says: /The token expired at/,
    reason: "expired",
  },
  {
    what: "a token that somebody else has signed",
    token: async () => {
      const { privateKey } = generateKeyPairSync("ec", {
        namedCurve: "P-256",
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      });
      return reSignToken(await cluster.token({ node: nodeA }), {}, privateKey);
    },
    status: "16 UNAUTHENTICATED",
    says: /The API server does not accept the token/,
    reason: "invalid_token",
  },
  {
    what: "a token of a pod that is gone",
    token: async () => {
      const token = await cluster.token({ node: nodeB });
      const path = `/api/v1/namespaces/localredirect/pods/${agentAccount}-${nodeB}`;
      await cluster.objects.delete(path);
      await cluster.agentPod(nodeB, agentAccount);
      return token;
    },
    hello: nodeB,
    status: "16 UNAUTHENTICATED",
    says: /The API server does not accept the token/,
    reason: "invalid_token",
  },
  {
    what: "a token that is bound to no pod",
    token: () => cluster.token({}),
    status: "7 PERMISSION_DENIED",
    says: /says no node \(authentication\.kubernetes\.io\/node-name\): it is not bound to a pod/,
    reason: "no_node",
  },
  {
    what: "a token of another ServiceAccount on the node",
    token: () => cluster.token({ node: nodeA, account: "other" }),
    status: "7 PERMISSION_DENIED",
    says: /of system:serviceaccount:localredirect:other, agents' tokens are of .*:localredirect-agent/,
    reason: "wrong_user",
  },
  {
    what: "a stolen token of another node",
    token: () => cluster.token({ node: nodeA }),
    hello: nodeB,
    status: "7 PERMISSION_DENIED",
    says: /Hello is from node 'node-b', the token is of node 'node-a'/,
    reason: "node_mismatch",
  },
];

describe("an agent is refused, counted and shown nothing with", () => {
  test.each(refused)("$what", async ({ token, hello = nodeA, status, says, reason }) => {
    const before = (await refusals(reason)) ?? NaN;
    const end = await controller.connect(hello, await token(), trusting(bundle));
    const message = await end.ended;
    expect(message.startsWith(`${status}: `), message).toBe(true);
    expect(message).toMatch(says);
    expect(end.received).toEqual([]);
    expect(await refusals(reason)).toBe(before + 1);
    const line = controller.process.lines.findLast((each) => each["refused"] === reason);
    expect(line).toMatchObject({ level: "warn", details: expect.stringMatching(says) as unknown });
  });

  test("a client certificate of another authority", async () => {
    const before = (await refusals("no_token")) ?? NaN;
    const stranger = await createCertificateAuthority();
    const files = await stranger.write(folder, "stranger", { dns: [nodeA] });
    const end = await controller.connect(nodeA, undefined, showing(files));
    expect(await end.ended).toMatch(/^16 UNAUTHENTICATED: .* nor a client certificate/);
    expect(end.received).toEqual([]);
    expect(await refusals("no_token")).toBe(before + 1);
  });

  test("a certificate of another node", async () => {
    const before = (await refusals("node_mismatch")) ?? NaN;
    const files = await fileAuthority.write(folder, "agent-b", { dns: [nodeB] });
    const end = await controller.connect(nodeA, undefined, showing(files));
    expect(await end.ended).toMatch(/^7 PERMISSION_DENIED: .* client certificate names 'node-b'/);
    expect(end.received).toEqual([]);
    expect(await refusals("node_mismatch")).toBe(before + 1);
  });
});

test("a client certificate of --client-ca brings its node's table, beside tokens", async () => {
  const files = await fileAuthority.write(folder, "agent-a", { dns: [nodeA] });
  const end = await controller.connect(nodeA, undefined, showing(files));
  await expect.poll(() => backendsOf(end), soon).toEqual([backendA]);
});

test("an agent that believes another authority sends its token to nobody", async () => {
  const other = await createCertificateAuthority();
  const { authorities } = await other.write(folder, "elsewhere", {});
  const token = await cluster.token({ node: nodeA });
  const end = await controller.connect(nodeA, token, trusting(authorities));
  expect(await end.ended).toMatch(/^14 UNAVAILABLE/);
  expect(end.received).toEqual([]);
});

function showing({ certificate, privateKey }: { certificate: string; privateKey: string }) {
  const files = { certificate, privateKey, authorities: bundle };
  return clientCredentials({ kind: "tls", files }, (reason) => {
    throw new Error(reason);
  });
}
