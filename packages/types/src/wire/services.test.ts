import * as grpc from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { AgentMessage } from "./agent-message.ts";
import { encodeControllerMessage } from "./controller-codec.ts";
import type { ControllerMessage } from "./controller-message.ts";
import type { ListNodesRequest, ListNodesResponse } from "./observe-message.ts";
import { observeServiceDefinition } from "./observe-service.ts";
import { tableServiceDefinition } from "./table-service.ts";

const welcome: ControllerMessage = {
  kind: "welcome",
  schema: 1,
  controller: "c",
  controllerVersion: "1",
  heartbeatInterval: 1000,
};
const node: ListNodesResponse["nodes"][number] = {
  name: "a",
  state: "synced",
  redirectsWanted: 1,
  redirectsApplied: 1,
  digestWanted: "0".repeat(32),
  digestApplied: undefined,
  agentVersion: "1",
  connectedAt: 1,
  syncedAt: undefined,
  refused: [],
  warnings: [],
};

/** A real server and client: what grpc-js asks of a definition is more than its types say. */
describe("the service definitions, with grpc-js", () => {
  const server = new grpc.Server();
  let client: grpc.Client;

  beforeAll(async () => {
    const streamTable: grpc.handleBidiStreamingCall<
      AgentMessage,
      ControllerMessage | Uint8Array
    > = (stream) => {
      stream.on("data", () => {
        stream.write(welcome);
        stream.write(new Uint8Array(encodeControllerMessage({ kind: "inventory-request" })));
      });
      stream.on("end", () => {
        stream.end();
      });
    };
    const listNodes: grpc.handleUnaryCall<ListNodesRequest, ListNodesResponse> = (_, answer) => {
      answer(null, { nodes: [node] });
    };
    const unimplemented: grpc.handleUnaryCall<unknown, unknown> = (_, answer) => {
      answer({ code: grpc.status.UNIMPLEMENTED });
    };
    server.addService({ ...tableServiceDefinition }, { streamTable });
    server.addService(
      { ...observeServiceDefinition },
      { listNodes, getTable: unimplemented, listPolicies: unimplemented },
    );
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });

  afterAll(() => {
    client.close();
    server.forceShutdown();
  });

  it("tableServiceDefinition carries messages, and bytes that are encoded already", async () => {
    const { path, requestSerialize, responseDeserialize } = tableServiceDefinition.streamTable;
    const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    stream.write({ kind: "reauthentication", token: "t" });
    stream.end();
    const received: unknown[] = await stream.toArray();
    expect(received).toEqual([welcome, { kind: "inventory-request" }]);
  });

  it("observeServiceDefinition carries a plain call", async () => {
    const { path, requestSerialize, responseDeserialize } = observeServiceDefinition.listNodes;
    const response = await new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, {}, (error, value) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
    expect(response).toEqual({ nodes: [node] });
  });
});
