import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CertificateFiles } from "@localredirect/process";
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from "@localredirect/process/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { until } from "../world/until.ts";
import { Relay } from "../world/relay.ts";
import { policyToLocal, type RedirectedStage, redirectedStage } from "./redirected-stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

// The controller reads its files again every ten seconds.
vi.setConfig({ testTimeout: 120_000 });

/** What the controller's certificate is for; a unix socket, through which we go, has no name. */
const serverName = "localredirect-controller.localredirect.svc";
const certificates = mkdtempSync(join(tmpdir(), "localredirect-tls-"));

let stage: RedirectedStage;
let relay: Relay;
let first: CertificateAuthority;
/** The files that the programs were given. */
let server: CertificateFiles;
let agent: CertificateFiles;

beforeAll(async () => {
  first = await createCertificateAuthority();
  server = await first.write(certificates, "server", { dns: [serverName] });
  agent = await first.write(certificates, "agent", { dns: ["node-1"] });
  const controllerParameters = [
    ...["--tls-cert", server.certificate, "--tls-key", server.privateKey],
    ...["--client-ca", server.authorities],
  ];
  const parameters = [
    ...["--cert", agent.certificate, "--key", agent.privateKey, "--ca", agent.authorities],
    ...["--server-name", serverName],
  ];
  // The agent's stream goes through a relay, which can be cut: each cut is a new handshake.
  stage = await redirectedStage({
    ...{ controllerParameters, parameters },
    agentAddress: (folder) => `unix:${join(folder, "relay.sock")}`,
    beforeStart: async (folder) => {
      relay = await Relay.start(
        { path: join(folder, "controller.sock") },
        { path: join(folder, "relay.sock") },
      );
    },
  });
});

afterAll(async () => {
  await relay.close();
  await stage.close();
  rmSync(certificates, { recursive: true });
});

/** As tools that renew certificates do it: never half-written. */
function replace(file: string, content: string | Buffer): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

function replaceIdentity(files: CertificateFiles, by: CertificateFiles): void {
  replace(files.privateKey, readFileSync(by.privateKey));
  replace(files.certificate, readFileSync(by.certificate));
}

/** Both sides trust these authorities and no others. */
function trust(...authorities: readonly CertificateFiles[]): void {
  const bundle = Buffer.concat(authorities.map((each) => readFileSync(each.authorities)));
  replace(server.authorities, bundle);
  replace(agent.authorities, bundle);
}

function timesLogged(which: "agent" | "controller", text: string): number {
  return stage.planes.log(which).split(text).length - 1;
}

/** Ends the stream, and waits until the next one is served. */
async function reconnect(): Promise<void> {
  const before = timesLogged("agent", '"served by a controller"');
  relay.cut();
  await untilServedAgain(before);
}

async function untilServedAgain(before: number): Promise<void> {
  await until("the agent is served again", () => {
    return timesLogged("agent", '"served by a controller"') > before;
  });
}

/** Does something under load; no connection may fail or go astray, and no program may end. */
async function harmless(action: () => Promise<void>): Promise<void> {
  const pids = [stage.planes.pid("controller"), stage.planes.pid("agent")];
  const load = { ...stage.question, allowed: ["local"] };
  expect(await underLoad(stage.app, [load], action)).toMatchObject(unharmed);
  expect([stage.planes.pid("controller"), stage.planes.pid("agent")]).toEqual(pids);
}

/** Makes both sides part, then come together again; meanwhile the table stays as it is. */
async function partedBy(spoil: () => void, reason: RegExp, mend: () => void): Promise<void> {
  await harmless(async () => {
    const logged = stage.planes.log("agent").length;
    const served = timesLogged("agent", '"served by a controller"');
    spoil();
    relay.cut();
    try {
      await until("the agent says why it finds no controller", () => {
        return reason.test(stage.planes.log("agent").slice(logged));
      });
      stage.write("more.yaml", policyToLocal("more", "169.254.0.91"));
      expect(timesLogged("agent", '"served by a controller"')).toBe(served);
    } finally {
      mend();
    }
    await untilServedAgain(served);
    await stage.answeredBy(stage.app, { way: "tcp", target: "169.254.0.91:80" }, "local");
    stage.remove("more.yaml");
    await stage.settled();
  });
}

test("an authority and all that it vouches for is replaced while both sides run", async () => {
  const second = await createCertificateAuthority();
  const nextServer = await second.write(certificates, "next-server", { dns: [serverName] });
  const nextAgent = await second.write(certificates, "next-agent", { dns: ["node-1"] });
  const old = await first.write(certificates, "old", {});
  await harmless(async () => {
    trust(old, nextServer);
    await reconnect();
    replaceIdentity(server, nextServer);
    replaceIdentity(agent, nextAgent);
    // Until the controller has read its new files it is not known, then it is.
    trust(nextServer);
    await reconnect();
  });
});

test("a certificate of a stranger's is refused until it is mended", async () => {
  const stranger = await createCertificateAuthority();
  const strange = await stranger.write(certificates, "stranger", { dns: ["node-1"] });
  const [certificate, privateKey] = [agent.certificate, agent.privateKey].map((file) =>
    readFileSync(file),
  );
  if (certificate === undefined || privateKey === undefined) throw new Error("There are two");
  await partedBy(
    () => {
      replaceIdentity(agent, strange);
    },
    /does its --client-ca know the authority of --cert/,
    () => {
      replace(agent.privateKey, privateKey);
      replace(agent.certificate, certificate);
    },
  );
});

test("a controller of an authority that the agent does not know is refused until it does", async () => {
  const stranger = await (await createCertificateAuthority()).write(certificates, "unknown", {});
  const known = readFileSync(agent.authorities);
  await partedBy(
    () => {
      replace(agent.authorities, readFileSync(stranger.authorities));
    },
    /certificate/,
    () => {
      replace(agent.authorities, known);
    },
  );
});

test("files that are spoilt replace nothing, on either side", async () => {
  const spoilt = [server.certificate, agent.authorities].map((file) => {
    return { file, content: readFileSync(file) };
  });
  await harmless(async () => {
    for (const { file } of spoilt) writeFileSync(file, "half-written");
    await until("the controller says so", () => {
      return timesLogged("controller", "changed certificates cannot be used") > 0;
    });
    await reconnect();
    expect(timesLogged("agent", "changed credentials cannot be used")).toBeGreaterThan(0);
  });
  for (const { file, content } of spoilt) replace(file, content);
});
