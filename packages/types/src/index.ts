export * from "./tables.ts";
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
export { clipText } from "./wire/clip-text.ts";
export { peerServiceDefinition } from "./wire/peer-service.ts";
export type { PeerServiceDefinition } from "./wire/peer-service.ts";
export type {
  NodeReport,
  NodesProgressMessage,
  PeerWelcomeMessage,
  ProgressMessage,
  ReportedRedirect,
  ReportedRefusal,
  ReportedWarning,
  StreamProgressRequest,
} from "./wire/progress-message.ts";
