import * as codec from "./observe-codec.ts";
import type * as message from "./observe-message.ts";
import { defineMethod } from "./service-definition.ts";
import type { MethodDefinition } from "./service-definition.ts";

/** The methods of localredirect.v1.ObserveService. */
export interface ObserveServiceDefinition {
  readonly listNodes: MethodDefinition<message.ListNodesRequest, message.ListNodesResponse>;
  readonly getTable: MethodDefinition<message.GetTableRequest, message.GetTableResponse>;
  readonly listPolicies: MethodDefinition<
    message.ListPoliciesRequest,
    message.ListPoliciesResponse
  >;
}

/** localredirect.v1.ObserveService as grpc-js takes it, for a server as for a client. */
export const observeServiceDefinition: ObserveServiceDefinition = {
  listNodes: defineMethod({
    service: "ObserveService",
    method: "ListNodes",
    stream: false,
    request: codec.listNodesRequest,
    response: codec.listNodesResponse,
  }),
  getTable: defineMethod({
    service: "ObserveService",
    method: "GetTable",
    stream: false,
    request: codec.getTableRequest,
    response: codec.getTableResponse,
  }),
  listPolicies: defineMethod({
    service: "ObserveService",
    method: "ListPolicies",
    stream: false,
    request: codec.listPoliciesRequest,
    response: codec.listPoliciesResponse,
  }),
};
