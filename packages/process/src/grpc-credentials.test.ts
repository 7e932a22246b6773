import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";

import { Client, experimental, Server, ServerCredentials } from "@grpc/grpc-js";
import type { ChannelCredentials, handleUnaryCall } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { CertificateWatch } from "./certificate-watch.ts";
import { clientCredentials, serverCredentials } from "./grpc-credentials.ts";
import { createCertificateAuthority } from "./testing/certificate-authority.ts";
import type { CertificateAuthority } from "./testing/certificate-authority.ts";
import type { CertificateFiles } from "./transport-security.ts";

const folder = mkdtempSync(join(tmpdir(), "grpc-credentials-"));
let authority: CertificateAuthority;
let server: CertificateFiles;
let client: CertificateFiles;
const running: Server[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  server = await authority.write(folder, "server", { dns: ["localhost"], ip: ["127.0.0.1"] });
  client = await authority.write(folder, "client", { dns: ["node-1"] });
});

afterEach(() => {
  running.splice(0).forEach((one) => {
    one.forceShutdown();
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const unexpected = (reason: string): never => {
  throw new Error(`No problem was expected: ${reason}`);
};

/** Answers a call with the names of the caller's certificate. */
const whoAmI: handleUnaryCall<Buffer, Buffer> = (call, callback) => {
  callback(null, Buffer.from(call.getAuthContext().sslPeerCertificate?.subjectaltname ?? "nobody"));
};
const identity = (bytes: Buffer) => bytes;
const path = "/test.Identity/WhoAmI";

function serve(credentials: ServerCredentials): Promise<number> {
  const grpc = new Server();
  running.push(grpc);
  const definition = {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: identity,
    requestDeserialize: identity,
    responseSerialize: identity,
    responseDeserialize: identity,
  };
  grpc.addService({ whoAmI: definition }, { whoAmI });
  return new Promise((resolve, reject) => {
    grpc.bindAsync("127.0.0.1:0", credentials, (error, port) => {
      if (error === null) {
        resolve(port);
      } else {
        reject(error);
      }
    });
  });
}

function ask(port: number, credentials: ChannelCredentials): Promise<string> {
  const grpc = new Client(`127.0.0.1:${port}`, credentials);
  return new Promise<string>((resolve, reject) => {
    const options = { deadline: Date.now() + 10_000 };
    grpc.makeUnaryRequest(path, identity, identity, Buffer.alloc(0), options, (error, answer) => {
      if (error === null) {
        resolve(String(answer));
      } else {
        reject(error);
      }
    });
  }).finally(() => {
    grpc.close();
  });
}

test("serverCredentials and clientCredentials know each other by their files", async () => {
  const port = await serve(serverCredentials({ kind: "tls", files: server }, unexpected));
  const credentials = clientCredentials({ kind: "tls", files: client }, unexpected);
  expect(await ask(port, credentials)).toBe("DNS:node-1");
});

test("serverCredentials refuse a client of another authority, or without a certificate", async () => {
  const port = await serve(serverCredentials({ kind: "tls", files: server }, unexpected));
  const stranger = await createCertificateAuthority();
  const files = await stranger.write(folder, "stranger", { dns: ["node-1"] });
  const wrong = { ...files, authorities: client.authorities };
  const credentials = clientCredentials({ kind: "tls", files: wrong }, unexpected);
  await expect(ask(port, credentials)).rejects.toThrow(/UNAVAILABLE/);
  await expect(ask(port, clientCredentials({ kind: "plain" }, unexpected))).rejects.toThrow(
    /UNAVAILABLE/,
  );
});

test("clientCredentials refuse a server whose certificate names another host", async () => {
  const files = await authority.write(folder, "elsewhere", { dns: ["elsewhere"] });
  const port = await serve(serverCredentials({ kind: "tls", files }, unexpected));
  const credentials = clientCredentials({ kind: "tls", files: client }, unexpected);
  await expect(ask(port, credentials)).rejects.toThrow(/does not match certificate's altnames/);
});

test("serverCredentials refuse TLS 1.2", async () => {
  const port = await serve(serverCredentials({ kind: "tls", files: server }, unexpected));
  const socket = tls.connect({
    port,
    host: "127.0.0.1",
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
  });
  const failed = new Promise<Error>((resolve) => socket.once("error", resolve));
  expect(String(await failed)).toMatch(/protocol version/);
});

test("serverCredentials say at once which file cannot be used", () => {
  const files = { ...server, privateKey: client.privateKey };
  expect(() => serverCredentials({ kind: "tls", files }, unexpected)).toThrow(
    /^The private key in .*client-key.pem is not that of/,
  );
});

test("CertificateWatch passes on changed files, keeps the old ones while the new are bad", async () => {
  const files = await authority.write(folder, "renewed", { dns: ["before"], ip: ["127.0.0.1"] });
  const after = await authority.write(folder, "after", { dns: ["after"], ip: ["127.0.0.1"] });
  const problems: string[] = [];
  const watch = new CertificateWatch(files, (reason) => problems.push(reason));
  const port = await serve(
    experimental.createCertificateProviderServerCredentials(watch, watch, true),
  );
  const shown = async (): Promise<string> => {
    const socket = tls.connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
    await new Promise((resolve) => socket.once("secureConnect", resolve));
    const names = String(socket.getPeerCertificate().subjectaltname);
    socket.once("error", () => undefined).destroy();
    return names;
  };
  expect(await shown()).toContain("DNS:before");

  writeFileSync(files.certificate, "half-written");
  watch.reread();
  watch.reread();
  expect(problems).toEqual([expect.stringContaining("holds no certificate")]);
  expect(await shown()).toContain("DNS:before");

  copyFileSync(after.certificate, files.certificate);
  copyFileSync(after.privateKey, files.privateKey);
  watch.reread();
  expect(await shown()).toContain("DNS:after");
});
