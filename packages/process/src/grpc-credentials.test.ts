import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";

import { experimental, Server, ServerCredentials } from "@grpc/grpc-js";
import type { ChannelCredentials, handleUnaryCall } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { CertificateWatch } from "./certificate-watch.ts";
import {
  anonymousClientCredentials,
  clientCredentials,
  grpcClient,
  heldClientCredentials,
  openServerCredentials,
  serverCredentials,
  serverNameOption,
} from "./grpc-credentials.ts";
import { HeldCertificate } from "./held-certificate.ts";
import type { HeldIdentity } from "./held-certificate.ts";
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

const noFile = { clientAuthorities: undefined };

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

function ask(port: number, credentials: ChannelCredentials, name?: string): Promise<string> {
  const local = { "grpc.use_local_subchannel_pool": 1 };
  const grpc = grpcClient(`127.0.0.1:${port}`, credentials, { ...local, serverName: name });
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

/** What a program holds of a certificate that it made. */
function held(files: CertificateFiles): HeldCertificate {
  return new HeldCertificate(identityOf(files));
}

function identityOf({ certificate, privateKey, authorities }: CertificateFiles): HeldIdentity {
  return {
    certificate: readFileSync(certificate),
    privateKey: readFileSync(privateKey),
    authorities: readFileSync(authorities),
  };
}

test("openServerCredentials know clients by certificate, and let others in without", async () => {
  const options = { serving: held(server), clientAuthorities: server.authorities };
  const port = await serve(openServerCredentials(options, unexpected));
  expect(await ask(port, clientCredentials({ kind: "tls", files: client }, unexpected))).toBe(
    "DNS:node-1",
  );
  const anonymous = anonymousClientCredentials(server.authorities, unexpected);
  expect(await ask(port, anonymous)).toBe("nobody");
});

test("openServerCredentials take a certificate of another authority for none", async () => {
  const stranger = await createCertificateAuthority();
  const files = await stranger.write(folder, "self-made", { dns: ["node-1"] });
  const credentials = clientCredentials(
    { kind: "tls", files: { ...files, authorities: server.authorities } },
    unexpected,
  );
  const { certificate, privateKey } = server;
  const serving = { certificate, privateKey };
  for (const clientAuthorities of [undefined, server.authorities]) {
    const port = await serve(openServerCredentials({ serving, clientAuthorities }, unexpected));
    expect(await ask(port, credentials)).toBe("nobody");
  }
});

test("anonymousClientCredentials verify the server, by another name where told", async () => {
  const named = await authority.write(folder, "named", { dns: ["localredirect-controller"] });
  const options = { serving: held(named), clientAuthorities: undefined };
  const port = await serve(openServerCredentials(options, unexpected));
  const trusting = (file: string) => anonymousClientCredentials(file, unexpected);
  const byName = "localredirect-controller";
  expect(await ask(port, trusting(server.authorities), byName)).toBe("nobody");
  await expect(ask(port, trusting(server.authorities))).rejects.toThrow(/altnames/);
  const stranger = await (await createCertificateAuthority()).write(folder, "unknown", {});
  await expect(ask(port, trusting(stranger.authorities), byName)).rejects.toThrow(/UNAVAILABLE/);
  await expect(ask(port, anonymousClientCredentials(undefined, unexpected))).rejects.toThrow(
    /UNAVAILABLE/,
  );
});

test("HeldCertificate shows who connects next the new certificate", async () => {
  const certificate = held(server);
  const options = { serving: certificate, clientAuthorities: undefined };
  const port = await serve(openServerCredentials(options, unexpected));
  const credentials = anonymousClientCredentials(server.authorities, unexpected);
  expect(await ask(port, credentials)).toBe("nobody");
  const next = await authority.write(folder, "next", { dns: ["next"] });
  certificate.replace(identityOf(next));
  await expect(ask(port, credentials)).rejects.toThrow(/not in the cert's list/);
  expect(await ask(port, credentials, "next")).toBe("nobody");
});

describe("HeldCertificate", () => {
  test("lets those who hold one of the same authorities know each other", async () => {
    const port = await serve(
      openServerCredentials({ ...noFile, serving: held(server) }, unexpected),
    );
    expect(await ask(port, heldClientCredentials(held(client)))).toBe("DNS:node-1");
    const anonymous = anonymousClientCredentials(server.authorities, unexpected);
    expect(await ask(port, anonymous)).toBe("nobody");
  });

  test("vouches beside a file, each for its own", async () => {
    const stranger = await createCertificateAuthority();
    const files = await stranger.write(folder, "filed", { dns: ["node-2"] });
    const options = { serving: held(server), clientAuthorities: files.authorities };
    const port = await serve(openServerCredentials(options, unexpected));
    const { authorities } = server;
    const byFile = { kind: "tls", files: { ...files, authorities } } as const;
    expect(await ask(port, clientCredentials(byFile, unexpected))).toBe("DNS:node-2");
    expect(await ask(port, heldClientCredentials(held(client)))).toBe("DNS:node-1");
  });

  test("vouches for others once it is replaced", async () => {
    const stranger = await createCertificateAuthority();
    const files = await stranger.write(folder, "later", { dns: ["node-3"] });
    const later = { ...files, authorities: server.authorities };
    const own = held(server);
    const port = await serve(openServerCredentials({ ...noFile, serving: own }, unexpected));
    expect(await ask(port, heldClientCredentials(held(later)))).toBe("nobody");
    own.replace({ ...identityOf(server), authorities: readFileSync(files.authorities) });
    expect(await ask(port, heldClientCredentials(held(later)))).toBe("DNS:node-3");
    expect(await ask(port, heldClientCredentials(held(client)))).toBe("nobody");
  });

  test("that is still to be made lets nobody in, and then everybody", async () => {
    const own = new HeldCertificate();
    const port = await serve(openServerCredentials({ ...noFile, serving: own }, unexpected));
    const waiting = new HeldCertificate();
    const early = ask(port, heldClientCredentials(waiting));
    const anonymous = anonymousClientCredentials(server.authorities, unexpected);
    await expect(ask(port, anonymous)).rejects.toThrow(/UNAVAILABLE/);
    own.replace(identityOf(server));
    waiting.replace(identityOf(client));
    expect(await early).toBe("DNS:node-1");
    expect(await ask(port, anonymous)).toBe("nobody");
  });
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

describe("serverNameOption", () => {
  const option = "grpc.ssl_target_name_override";

  test.each([
    [undefined, "controller:9443", {}],
    [undefined, "unix:/run/localredirect.sock", {}],
    ["controller", "10.0.0.1:9443", { [option]: "controller" }],
    [undefined, "10.0.0.1:9443", { [option]: "10.0.0.1." }],
    [undefined, "[fd00::1]:9443", { [option]: "fd00::1." }],
    ["10.0.0.2", "10.0.0.1:9443", { [option]: "10.0.0.2." }],
  ])("of the name %s at %s", (name, target, expected) => {
    expect(serverNameOption(name, target)).toEqual(expected);
  });

  test("has the server's address looked for in its certificate", async () => {
    const files = await authority.write(folder, "by-address", { ip: ["127.0.0.1"] });
    const options = { serving: held(files), clientAuthorities: undefined };
    const port = await serve(openServerCredentials({ ...noFile, ...options }, unexpected));
    const credentials = anonymousClientCredentials(files.authorities, unexpected);
    expect(await ask(port, credentials)).toBe("nobody");
    await expect(ask(port, credentials, "127.0.0.2")).rejects.toThrow(/127\.0\.0\.2 is not in/);
  });
});
