import { localredirect } from "../generated/wire.js";
import { decodeHex } from "../hex.ts";
import { versionLength } from "../version.ts";
import { bounds } from "./bounds.ts";
import { readHex, readList, readName } from "./fields.ts";
import { encodeNodeStatus, readNodeStatus } from "./node-status-codec.ts";
import type {
  GetTableRequest,
  GetTableResponse,
  ListNodesRequest,
  ListNodesResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
} from "./observe-message.ts";
import { encodePolicyStatus, readPolicyStatus } from "./policy-status-codec.ts";
import { decodeProtobuf, encodeProtobuf } from "./protobuf.ts";
import { encodeRedirect, readRedirect } from "./redirect-codec.ts";

const { v1 } = localredirect;

/** How one message of a plain call is written and read. */
export interface MessageCodec<Message> {
  /** @throws {RangeError} when an address, number or hex text is out of bounds. */
  readonly encode: (message: Message) => Uint8Array;
  /** @throws {WireError} when the bytes are no such message or a field is out of bounds. */
  readonly decode: (bytes: Uint8Array) => Message;
}

/** The request of ObserveService.ListNodes. */
export const listNodesRequest: MessageCodec<ListNodesRequest> = {
  encode: () => encodeProtobuf(v1.ListNodesRequest, {}),
  decode: (bytes) => {
    decodeProtobuf(v1.ListNodesRequest, bytes);
    return {};
  },
};

/** The response of ObserveService.ListNodes. */
export const listNodesResponse: MessageCodec<ListNodesResponse> = {
  encode: ({ nodes }) =>
    encodeProtobuf(v1.ListNodesResponse, { nodes: nodes.map(encodeNodeStatus) }),
  decode: (bytes) => {
    const { nodes } = decodeProtobuf(v1.ListNodesResponse, bytes);
    return { nodes: readList(nodes, "nodes", { readItem: readNodeStatus }) };
  },
};

/** The request of ObserveService.GetTable. */
export const getTableRequest: MessageCodec<GetTableRequest> = {
  encode: ({ node }) => encodeProtobuf(v1.GetTableRequest, { node }),
  decode: (bytes) => {
    const { node } = decodeProtobuf(v1.GetTableRequest, bytes);
    return { node: readName(node, bounds.name, "node") };
  },
};

/** The response of ObserveService.GetTable. */
export const getTableResponse: MessageCodec<GetTableResponse> = {
  encode: ({ node, digest, redirects }) =>
    encodeProtobuf(v1.GetTableResponse, {
      node,
      digest: decodeHex(digest, versionLength),
      redirects: redirects.map(encodeRedirect),
    }),
  decode: (bytes) => {
    const { node, digest, redirects } = decodeProtobuf(v1.GetTableResponse, bytes);
    return {
      node: readName(node, bounds.name, "node"),
      digest: readHex(digest, versionLength, "digest"),
      redirects: readList(redirects, "redirects", { readItem: readRedirect }),
    };
  },
};

/** The request of ObserveService.ListPolicies. */
export const listPoliciesRequest: MessageCodec<ListPoliciesRequest> = {
  encode: () => encodeProtobuf(v1.ListPoliciesRequest, {}),
  decode: (bytes) => {
    decodeProtobuf(v1.ListPoliciesRequest, bytes);
    return {};
  },
};

/** The response of ObserveService.ListPolicies. */
export const listPoliciesResponse: MessageCodec<ListPoliciesResponse> = {
  encode: ({ policies }) =>
    encodeProtobuf(v1.ListPoliciesResponse, { policies: policies.map(encodePolicyStatus) }),
  decode: (bytes) => {
    const { policies } = decodeProtobuf(v1.ListPoliciesResponse, bytes);
    return { policies: readList(policies, "policies", { readItem: readPolicyStatus }) };
  },
};
