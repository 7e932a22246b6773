import { clientCredentials } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import type { CertificateRequest } from "@localredirect/process/testing";
import { peerServiceDefinition } from "@localredirect/types";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  connect,
  ReplicaStage,
  untilMetric,
  untilSeen,
  v1,
  view,
} from "./testing/replica-stage.ts";

let stage: ReplicaStage;
beforeEach(() => {
  stage = new ReplicaStage();
});
afterEach(() => stage.close());

describe("with TLS, PeerService", () => {
  test("is for replicas only, which are known by their certificates", async () => {
    const authority = await createCertificateAuthority();
    const stranger = await createCertificateAuthority();
    const names = { ip: ["127.0.0.1"] };
    const files = await authority.write(stage.folder, "replica", {
      ...names,
      uri: ["localredirect:controller"],
    });
    const peerCredentials = clientCredentials({ kind: "tls", files }, unexpected);
    const a = await stage.serve({ security: { kind: "tls", files } });
    const b = await stage.serve({ peers: [a.server.address], peerCredentials });
    connect(a, "node-1", [v1]);
    await untilSeen([b], { "node-1": "connected 11" });

    const ask = async (from: typeof authority, name: string, request: CertificateRequest) => {
      const own = await from.write(stage.folder, name, { ...names, ...request });
      const credentials = clientCredentials(
        { kind: "tls", files: { ...own, authorities: files.authorities } },
        unexpected,
      );
      const { path, requestSerialize, responseDeserialize } = peerServiceDefinition.streamProgress;
      const call = a
        .client(credentials)
        .makeServerStreamRequest(path, requestSerialize, responseDeserialize, { controller: "x" });
      call.resume();
      return new Promise<string>((resolve) =>
        call.on("error", ({ message }) => {
          resolve(message);
        }),
      );
    };
    const refused =
      "7 PERMISSION_DENIED: The caller has no client certificate with the URI name localredirect:controller";
    expect(await ask(authority, "agent", { dns: ["node-1"] })).toBe(refused);
    expect(await ask(authority, "observer", { uri: ["localredirect:observer"] })).toBe(refused);
    const uri = ["localredirect:controller"];
    expect(await ask(stranger, "stranger", { uri })).toMatch(/^14 UNAVAILABLE/);
  });

  test("is not asked where the server is a stranger, or under another name", async () => {
    const authority = await createCertificateAuthority();
    const stranger = await createCertificateAuthority();
    const uri = ["localredirect:controller"];
    const own = await authority.write(stage.folder, "own", { ip: ["127.0.0.1"], uri });
    const peerCredentials = clientCredentials({ kind: "tls", files: own }, unexpected);
    const strange = await stranger.write(stage.folder, "strange", { ip: ["127.0.0.1"], uri });
    const renamed = await authority.write(stage.folder, "renamed", { dns: ["elsewhere"], uri });
    for (const files of [strange, renamed]) {
      const other = await stage.serve({
        security: { kind: "tls", files: { ...files, authorities: own.authorities } },
      });
      connect(other, "node-1", [v1]);
      const asking = await stage.serve({ peers: [other.server.address], peerCredentials });
      await untilMetric(asking, 'peer_stream_ends_total{reason="unavailable"}');
      expect(view(asking)).toEqual({});
    }
  });
});

function unexpected(reason: string): never {
  throw new Error(reason);
}
