import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Metadata } from "@grpc/grpc-js";
import type { Client } from "@grpc/grpc-js";
import {
  anonymousClientCredentials,
  clientCredentials,
  HeldCertificate,
} from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import type { CertificateAuthority } from "@localredirect/process/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { refusal } from "../identity/identity-refusal.ts";
import type { TokenVerdict } from "../identity/token-review.ts";
import { connectAgent, startServing } from "./testing/serving.ts";
import type { AgentEnd, Serving } from "./testing/serving.ts";
import { SimulatedAgent } from "./testing/simulated-agent.ts";
import { tableOfRange } from "./testing/tables.ts";

const soon = { timeout: 40_000, interval: 10 };
/** In milliseconds. An agent is given up after three, which is more than a busy machine stalls for. */
const heartbeatInterval = 1000;

const folder = mkdtempSync(join(tmpdir(), "token-stream-"));
const unexpected = (reason: string): never => {
  throw new Error(reason);
};
let authority: CertificateAuthority;
let authorities: string;
let serving: Serving;
/** What the API server says of each token, and some time later. */
let verdicts: Map<string, TokenVerdict | Promise<TokenVerdict>>;
let verified: string[];

beforeAll(async () => {
  authority = await createCertificateAuthority();
});

beforeEach(async () => {
  const files = await authority.write(folder, "server", { ip: ["127.0.0.1"] });
  authorities = files.authorities;
  verified = [];
  verdicts = new Map<string, TokenVerdict | Promise<TokenVerdict>>([
    ["of-node-1", holderOf("node-1")],
    ["of-node-2", holderOf("node-2")],
    ["out", { ok: false, refusal: refusal("review_failed", "Try again") }],
  ]);
  serving = await startServing({
    security: { kind: "tls-or-token", serving: undefined, clientAuthorities: authorities },
    certificate: new HeldCertificate({
      certificate: readFileSync(files.certificate),
      privateKey: readFileSync(files.privateKey),
      authorities: readFileSync(files.authorities),
    }),
    verify: (token) => {
      verified.push(token);
      const unknown = { ok: false, refusal: refusal("invalid_token", "Unknown") } as const;
      return Promise.resolve(verdicts.get(token) ?? unknown);
    },
    heartbeatInterval,
  });
  serving.tables.set("node-1", tableOfRange(0, 3));
  serving.tables.set("node-2", tableOfRange(3, 6));
});

afterEach(() => serving.stop());

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function holderOf(node: string): TokenVerdict {
  return { ok: true, holder: { node, expiresAt: Date.now() + 3_600_000 } };
}

function connect(
  node: string,
  authorization?: string,
  client: Client = serving.client(anonymousClientCredentials(authorities, unexpected)),
): AgentEnd & { agent: SimulatedAgent } {
  const metadata = new Metadata();
  if (authorization !== undefined) metadata.set("authorization", authorization);
  const agent = new SimulatedAgent(node);
  return { agent, ...connectAgent(client, agent, metadata) };
}

async function refusals(): Promise<readonly string[]> {
  const { values } = await serving.metrics.identityRefusals.get();
  return values.flatMap(({ value, labels }) => (value > 0 ? [`${labels.reason} ${value}`] : []));
}

describe("a stream with a token", () => {
  test("gets the table of the token's node, and no other", async () => {
    const one = connect("node-1", "Bearer of-node-1");
    const two = connect("node-2", "bearer of-node-2");
    await vi.waitFor(() => {
      expect(serving.board.progress.get("node-1")?.digest).toBe(tableOfRange(0, 3).digest);
      expect(serving.board.progress.get("node-2")?.digest).toBe(tableOfRange(3, 6).digest);
    }, soon);
    expect(one.agent.digest).toBe(tableOfRange(0, 3).digest);
    expect(two.agent.digest).toBe(tableOfRange(3, 6).digest);
    const stolen = connect("node-2", "Bearer of-node-1");
    expect(await stolen.ended).toBe(
      "7 PERMISSION_DENIED: Hello is from node 'node-2', the token is of node 'node-1'",
    );
    expect(stolen.received).toEqual([]);
    expect(await refusals()).toEqual(["node_mismatch 1"]);
  });

  test.each([
    [undefined, /^16 UNAUTHENTICATED: The call has no token/, "no_token 1"],
    ["Basic of-node-1", /^16 UNAUTHENTICATED: The call has no token/, "no_token 1"],
    ["Bearer ", /^16 UNAUTHENTICATED: The call has no token/, "no_token 1"],
    ["Bearer unknown", /^16 UNAUTHENTICATED: Unknown/, "invalid_token 1"],
    ["Bearer out", /^14 UNAVAILABLE: Try again/, "review_failed 1"],
  ])("is refused with the authorization %j", async (authorization, message, counted) => {
    const { ended, received } = connect("node-1", authorization);
    expect(await ended).toMatch(message);
    expect(received).toEqual([]);
    expect(await refusals()).toEqual([counted]);
    expect(serving.board.progress.size).toBe(0);
  });

  test("is not silent while its token waits for its verdict", async () => {
    const verdict = Promise.withResolvers<TokenVerdict>();
    verdicts.set("late", verdict.promise);
    connect("node-1", "Bearer late");
    const other = connect("node-2", "Bearer of-node-2");
    const beat = setInterval(() => other.call.write(other.agent.heartbeat()), 100);
    await vi.waitFor(() => {
      const beats = other.received.filter(({ kind }) => kind === "heartbeat");
      // More than the three after which a silent agent is given up.
      expect(beats.length).toBeGreaterThan(4);
    }, soon);
    verdict.resolve(holderOf("node-1"));
    await vi.waitFor(() => {
      expect(serving.board.progress.get("node-1")?.digest).toBe(tableOfRange(0, 3).digest);
    }, soon);
    clearInterval(beat);
  });

  test("has a new token verified in the stream, and ends with one of another node", async () => {
    const { call, ended } = connect("node-1", "Bearer of-node-1");
    await vi.waitFor(() => {
      expect(serving.board.progress.get("node-1")?.connected).toBe(true);
    }, soon);
    call.write({ kind: "reauthentication", token: "of-node-1" });
    call.write({ kind: "reauthentication", token: "of-node-2" });
    expect(await ended).toMatch(/^7 PERMISSION_DENIED/);
    expect(verified).toEqual(["of-node-1", "of-node-1", "of-node-2"]);
  });

  test("stands while nobody can verify its new token", async () => {
    const { call } = connect("node-1", "Bearer of-node-1");
    call.write({ kind: "reauthentication", token: "out" });
    await vi.waitFor(() => {
      expect(verified).toEqual(["of-node-1", "out"]);
    }, soon);
    serving.tables.set("node-1", tableOfRange(0, 4));
    await vi.waitFor(() => {
      expect(serving.board.progress.get("node-1")?.digest).toBe(tableOfRange(0, 4).digest);
    }, soon);
  });
});

describe("a stream with a certificate, beside those with tokens", () => {
  async function client(from: CertificateAuthority): Promise<Client> {
    const files = await from.write(folder, "client", { dns: ["node-1"] });
    const security = { kind: "tls", files: { ...files, authorities } } as const;
    return serving.client(clientCredentials(security, unexpected));
  }

  test("is known by it, whatever token it shows", async () => {
    connect("node-1", "Bearer of-node-2", await client(authority));
    await vi.waitFor(() => {
      expect(serving.board.progress.get("node-1")?.connected).toBe(true);
    }, soon);
    expect(verified).toEqual([]);
  });

  test("is nobody with one of another authority", async () => {
    const stranger = await client(await createCertificateAuthority());
    expect(await connect("node-1", undefined, stranger).ended).toMatch(
      /^16 UNAUTHENTICATED: .* nor a client certificate of an authority that this controller knows/,
    );
    expect(await refusals()).toEqual(["no_token 1"]);
  });
});
