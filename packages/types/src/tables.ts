// Tables and the wire, without the policies and the library that validates them: what an agent needs.
export { addressBytes, addressFamily, addressText, isIpv4Mapped, parseAddress } from "./address.ts";
export type { AddressFamily, IpAddress } from "./address.ts";
export { canonicalSchema } from "./canonical-redirect.ts";
export { addToDigest, digestOf, emptyDigest, removeFromDigest } from "./digest.ts";
export type { Digest } from "./digest.ts";
export { compareFrontends, formatFrontend, frontendFamily, parseFrontend } from "./frontend.ts";
export type { Frontend, FrontendKey } from "./frontend.ts";
export { protocolNumber, protocolOfNumber } from "./protocol.ts";
export type { Protocol } from "./protocol.ts";
export type {
  Backend,
  Member,
  NodeTable,
  PodReference,
  PolicyReference,
  Redirect,
  RedirectOptions,
  TableDelta,
} from "./redirect.ts";
export { applyDelta, diffTables } from "./table-delta.ts";
export { redirectId, redirectVersion } from "./version.ts";
export type { RedirectId, Version } from "./version.ts";
export type { Watermark } from "./watermark.ts";
export { decodeAgentMessage, encodeAgentMessage } from "./wire/agent-codec.ts";
export type {
  AckMessage,
  AgentMessage,
  HelloMessage,
  InventoryEntry,
  InventoryMessage,
  ReauthenticationMessage,
  RedirectWarning,
  Refusal,
  RefusalCode,
} from "./wire/agent-message.ts";
export { bounds as wireBounds } from "./wire/bounds.ts";
export { decodeControllerMessage, encodeControllerMessage } from "./wire/controller-codec.ts";
export type {
  BatchMessage,
  ControllerMessage,
  DrainMessage,
  InvalidRedirect,
  InventoryRequestMessage,
  WelcomeMessage,
} from "./wire/controller-message.ts";
export type { HeartbeatMessage } from "./wire/heartbeat-message.ts";
export type {
  ConditionStatus,
  GetTableRequest,
  GetTableResponse,
  ListNodesRequest,
  ListNodesResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  NodeState,
  NodeStatus,
  ObservedCondition,
  PolicyStatus,
  RedirectProblem,
} from "./wire/observe-message.ts";
export { observeServiceDefinition } from "./wire/observe-service.ts";
export type { ObserveServiceDefinition } from "./wire/observe-service.ts";
export type { GrpcBytes, MethodDefinition } from "./wire/service-definition.ts";
export { tableServiceDefinition } from "./wire/table-service.ts";
export type { TableServiceDefinition } from "./wire/table-service.ts";
export { WireError } from "./wire/wire-error.ts";
export type { WireErrorCode } from "./wire/wire-error.ts";
