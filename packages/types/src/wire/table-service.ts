import { decodeAgentMessage, encodeAgentMessage } from "./agent-codec.ts";
import type { AgentMessage } from "./agent-message.ts";
import { decodeControllerMessage, encodeControllerMessage } from "./controller-codec.ts";
import type { ControllerMessage } from "./controller-message.ts";
import { defineMethod } from "./service-definition.ts";
import type { MethodDefinition } from "./service-definition.ts";

/** The methods of localredirect.v1.TableService. */
export interface TableServiceDefinition {
  readonly streamTable: MethodDefinition<AgentMessage, ControllerMessage>;
}

/** localredirect.v1.TableService as grpc-js takes it, for a server as for a client. */
export const tableServiceDefinition: TableServiceDefinition = {
  streamTable: defineMethod({
    service: "TableService",
    method: "StreamTable",
    stream: true,
    request: { encode: encodeAgentMessage, decode: decodeAgentMessage },
    response: { encode: encodeControllerMessage, decode: decodeControllerMessage },
  }),
};
