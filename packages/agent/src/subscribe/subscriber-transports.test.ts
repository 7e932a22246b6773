import { copyFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import { openServerCredentials, serverCredentials } from "@localredirect/process";
import type { CertificateFiles } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import type { CertificateAuthority } from "@localredirect/process/testing";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FakeDatapath } from "../datapath/testing/fake-datapath.ts";
import type { ControllerSecurity } from "./controller-security.ts";
import { sampleRedirects } from "./testing/sample-redirects.ts";
import type { ScriptedController } from "./testing/scripted-controller.ts";
import { greet, SubscriptionStage } from "./testing/subscription-stage.ts";

let authority: CertificateAuthority;
let stage: SubscriptionStage;
/** The controller's. */
let files: CertificateFiles;

beforeAll(async () => {
  authority = await createCertificateAuthority();
});

beforeEach(async () => {
  stage = new SubscriptionStage();
  files = await authority.write(stage.folder, "server", { ip: ["127.0.0.1"] });
});

afterEach(() => stage.close());

const unexpected = (reason: string): never => {
  throw new Error(`No problem was expected: ${reason}`);
};

function startMutualTls(): Promise<ScriptedController> {
  return stage.startController(
    "127.0.0.1:0",
    serverCredentials({ kind: "tls", files }, unexpected),
  );
}

/** A controller that knows agents by their tokens. */
function startForTokens(serving: CertificateFiles = files): Promise<ScriptedController> {
  const credentials = openServerCredentials({ serving, clientAuthorities: undefined }, unexpected);
  return stage.startController("127.0.0.1:0", credentials);
}

function byCertificate(own: CertificateFiles): ControllerSecurity {
  return { kind: "tls", files: own, serverName: undefined };
}

function byToken(
  tokenFile: string,
  authoritiesFile = files.authorities,
  serverName?: string,
): ControllerSecurity {
  return { kind: "token", transport: "tls", tokenFile, authoritiesFile, serverName };
}

describe("Subscriber, transports", () => {
  test("connects to a unix socket", async () => {
    const controller = await stage.startController(`unix:${join(stage.folder, "controller.sock")}`);
    const agent = stage.startAgent([controller.address]);
    await greet(controller);
    await agent.event("served");
  });

  test("connects by mutual TLS, and says why it cannot", async () => {
    const own = await authority.write(stage.folder, "agent", { dns: ["node-1"] });
    const stranger = await createCertificateAuthority();
    const other = await stranger.write(stage.folder, "other", { dns: ["x"] });
    const controller = await startMutualTls();
    const agent = stage.startAgent([controller.address], undefined, byCertificate(own));
    await greet(controller);
    await agent.event("served");
    const unknown = { ...other, authorities: own.authorities };
    const rejected = stage.startAgent([controller.address], undefined, byCertificate(unknown));
    expect(await rejected.endReason()).toContain(
      "does its --client-ca know the authority of --cert",
    );
    const refused = stage.startAgent([controller.address], undefined, byCertificate(other));
    expect(await refused.endReason()).toContain("certificate");
  });

  test("wants the certificate to be for the name that is given, and for no other", async () => {
    const serverName = "localredirect-controller.localredirect.svc";
    const named = await authority.write(stage.folder, "named", { dns: [serverName] });
    const controller = await startForTokens(named);
    const token = join(stage.folder, "token");
    writeFileSync(token, "t");
    const dial = (name?: string) =>
      stage.startAgent([controller.address], undefined, byToken(token, named.authorities, name));
    expect(await dial().endReason()).toContain("altnames");
    expect(await dial("controller.elsewhere.svc").endReason()).toContain("altnames");
    const agent = dial(serverName);
    await greet(controller);
    await agent.event("served");
  });

  test("connects once missing files are there, and keeps its table until then", async () => {
    const controller = await startForTokens();
    const [late, token] = [join(stage.folder, "late.pem"), join(stage.folder, "token")];
    const adopted = new FakeDatapath({ adopted: sampleRedirects(2) });
    const agent = stage.startAgent([controller.address], adopted, byToken(token, late));
    expect(await agent.endReason()).toContain(`Cannot read the authorities' certificate ${late}`);
    copyFileSync(files.authorities, late);
    let reason = await agent.endReason();
    while (reason.includes(late)) reason = await agent.endReason();
    expect(reason).toContain(`Cannot read the token file ${token}`);
    writeFileSync(token, "t");
    await greet(controller);
    await agent.event("served");
    expect(agent.held).toHaveLength(2);
  });

  test("trusts a new authority once its certificate is in the file", async () => {
    const token = join(stage.folder, "token");
    writeFileSync(token, "t");
    const own = join(stage.folder, "own-ca.pem");
    const stranger = await createCertificateAuthority();
    const other = await stranger.write(stage.folder, "other", { ip: ["127.0.0.1"] });
    copyFileSync(other.authorities, own);
    const controller = await startForTokens();
    const agent = stage.startAgent([controller.address], undefined, byToken(token, own));
    expect(await agent.endReason()).toContain("certificate");
    copyFileSync(files.authorities, own);
    await greet(controller);
    await agent.event("served");
  });

  test("goes on with the certificates it had when their file is spoilt", async () => {
    const token = join(stage.folder, "token");
    writeFileSync(token, "t");
    const own = join(stage.folder, "own-ca.pem");
    copyFileSync(files.authorities, own);
    const controller = await startForTokens();
    const agent = stage.startAgent([controller.address], undefined, byToken(token, own));
    const stream = await greet(controller);
    writeFileSync(own, "half-written");
    stream.end({ code: status.UNAVAILABLE, details: "restarting" });
    await greet(controller);
    expect(await agent.problems.take()).toContain(`${own} holds no certificate`);
  });
});

describe("Subscriber, tokens", () => {
  const hour = 3_600_000;
  /** The agent looks at its token with each heartbeat. */
  const heartbeatInterval = 400;
  let token = "";

  beforeEach(() => {
    token = join(stage.folder, "token");
  });

  /** A token as Kubernetes writes it, as far as anybody but its API server can tell. */
  function tokenOf(expiresAt: number, name = "agent"): string {
    const claims = { aud: ["localredirect"], exp: Math.floor(expiresAt / 1000), sub: name };
    return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
  }

  /** As the kubelet does it: never half-written. */
  function replace(text: string): void {
    writeFileSync(`${token}.new`, text);
    renameSync(`${token}.new`, token);
  }

  async function served() {
    const controller = await startForTokens();
    const agent = stage.startAgent([controller.address], undefined, byToken(token));
    const stream = await greet(controller, { heartbeatInterval });
    const beats = setInterval(() => {
      stream.send({ kind: "heartbeat", digest: undefined, watermarks: [] });
    }, heartbeatInterval);
    stage.atEnd(() => {
      clearInterval(beats);
    });
    return { controller, agent, stream };
  }

  test("shows the one that its file holds at each connect", async () => {
    replace("first\n");
    const { controller, stream } = await served();
    expect(stream.metadata.get("authorization")).toEqual(["Bearer first"]);
    replace("second\n");
    stream.end({ code: status.UNAUTHENTICATED, details: "expired" });
    const second = await controller.stream();
    expect(second.metadata.get("authorization")).toEqual(["Bearer second"]);
  });

  test("shows a newer one within the stream, once", async () => {
    const [first, second] = [tokenOf(Date.now() + hour), tokenOf(Date.now() + 2 * hour)];
    replace(first);
    const { agent, stream } = await served();
    await stream.take("heartbeat");
    replace(second);
    expect(await stream.take("reauthentication")).toEqual({
      kind: "reauthentication",
      token: second,
    });
    const third = tokenOf(Date.now() + 3 * hour);
    replace(third);
    expect((await stream.take("reauthentication")).token).toBe(third);
    expect(agent.shownTokens.map(({ renews }) => renews)).toEqual([false, true, true]);
  });

  test("shows no older one, and none from a file that it cannot use", async () => {
    replace(tokenOf(Date.now() + 2 * hour));
    const { agent, stream } = await served();
    replace(tokenOf(Date.now() + hour, "older"));
    await stream.take("heartbeat");
    await stream.take("heartbeat");
    replace("");
    expect(await agent.problems.take()).toBe(`The token file ${token} is empty`);
    const newest = tokenOf(Date.now() + 3 * hour);
    replace(newest);
    expect((await stream.take("reauthentication")).token).toBe(newest);
  });

  test("says once that one expired and was not renewed", async () => {
    const expiresAt = Math.floor(Date.now() / 1000) * 1000 - 1000;
    replace(tokenOf(expiresAt));
    const { agent, stream } = await served();
    expect(await agent.problems.take()).toContain(
      `The token in ${token} expired at ${new Date(expiresAt).toISOString()} and was not renewed`,
    );
    await stream.take("heartbeat");
    await stream.take("heartbeat");
    replace("");
    expect(await agent.problems.take()).toContain("is empty");
  });

  test("are told in no reason", async () => {
    const controller = await startForTokens();
    replace("secret\nsecret");
    const agent = stage.startAgent([controller.address], undefined, byToken(token));
    const reason = await agent.endReason();
    expect(reason).toBe(`The token file ${token} holds more than one token, or none`);
  });
});
