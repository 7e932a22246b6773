import { createLogger } from "@localredirect/process";
import { expect, test } from "vitest";

import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { ApiConnection } from "../kubernetes-api/api-connection.ts";
import { servicePeers } from "./service-peers.ts";

/** A list of one slice, with one pod in it, as the API has it at a revision. */
function listAt(revision: number, address: string): string {
  const metadata = { namespace: "system", name: "peers-1", uid: "uid-1" };
  const slice = {
    metadata: { ...metadata, resourceVersion: String(revision) },
    addressType: "IPv4",
    ports: [{ name: "grpc", port: 9443 }],
    endpoints: [{ addresses: [address], targetRef: { kind: "Pod", uid: address } }],
  };
  return JSON.stringify({ metadata: { resourceVersion: String(revision) }, items: [slice] });
}

test("servicePeers takes what a restored API says, though its revisions have gone back", async () => {
  const lists = [listAt(90, "10.0.0.1"), listAt(40, "10.0.0.2")];
  const connection: ApiConnection = {
    get: () => Promise.resolve(lists.shift() ?? ""),
    async *lines() {
      yield [];
      // As the API says of a watch from where the first list was.
      await Promise.reject(new ApiError("ahead", "Too large resource version"));
    },
  };
  const stop = new AbortController();
  const told: string[] = [];
  const peers = servicePeers({
    service: { namespace: "system", name: "peers" },
    ownIp: undefined,
    connect: () => Promise.resolve(connection),
    logger: createLogger({ format: "json", level: "silent" }),
  });
  await peers.run((found) => {
    told.push(found.map(({ key }) => key).join(" "));
    if (told.length === 2) stop.abort();
  }, stop.signal);
  expect(told).toEqual(["10.0.0.1 10.0.0.1:9443", "10.0.0.2 10.0.0.2:9443"]);
});
