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
export {
  agentLabel,
  apiGroup,
  apiGroupVersion,
  apiVersion,
  policyKind,
  serviceIdAnnotation,
} from "./policy/api.ts";
export { conditionMeanings, conditionTypes } from "./policy/conditions.ts";
export type {
  Condition,
  ConditionMeaning,
  ConditionReason,
  ConditionType,
} from "./policy/conditions.ts";
export { crdName, localRedirectPolicyCrd } from "./policy/crd.ts";
export { frontendAddressProblem } from "./policy/frontend-address.ts";
export { canonicalSelector, matchesSelector } from "./policy/label-selector.ts";
export type { LabelRequirement, Labels, LabelSelector } from "./policy/label-selector.ts";
export type { LabelOperator, PolicyManifest, SpecManifest } from "./policy/manifest.ts";
export { parseLabelSelector } from "./policy/parse-label-selector.ts";
export type { ParsedLabelSelector } from "./policy/parse-label-selector.ts";
export { parsePolicy } from "./policy/parse-policy.ts";
export type { ParsedPolicy } from "./policy/parse-policy.ts";
export type {
  AddressFrontend,
  LocalRedirectPolicy,
  PolicyBackend,
  PolicyConfig,
  PolicyFrontend,
  PolicyMetadata,
  PolicySpec,
  PortSpec,
  ServiceFrontend,
} from "./policy/policy.ts";
export { formatPath } from "./policy/problem.ts";
export type { Problem } from "./policy/problem.ts";
export { parseServiceId } from "./policy/service-id.ts";
export type { ParsedServiceId } from "./policy/service-id.ts";
export type { LocalRedirectPolicyStatus, StatusCondition, StatusNodes } from "./policy/status.ts";
export type { Json, JsonObject } from "./policy/structural-schema.ts";
