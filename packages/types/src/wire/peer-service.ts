import { progressMessage, streamProgressRequest } from "./progress-codec.ts";
import type { ProgressMessage, StreamProgressRequest } from "./progress-message.ts";
import { defineMethod } from "./service-definition.ts";
import type { MethodDefinition } from "./service-definition.ts";

/** The methods of localredirect.v1.PeerService. */
export interface PeerServiceDefinition {
  readonly streamProgress: MethodDefinition<StreamProgressRequest, ProgressMessage>;
}

/** localredirect.v1.PeerService as grpc-js takes it, for a server as for a client. */
export const peerServiceDefinition: PeerServiceDefinition = {
  streamProgress: defineMethod({
    service: "PeerService",
    method: "StreamProgress",
    stream: "response",
    request: streamProgressRequest,
    response: progressMessage,
  }),
};
