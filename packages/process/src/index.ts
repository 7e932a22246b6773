export { fullJitter, reconnectBounds } from "./backoff.ts";
export type { BackoffBounds } from "./backoff.ts";
export type { IdentityCertificate } from "./certificate-files.ts";
export { CertificateError } from "./certificate-watch.ts";
export type { CertificateProblemListener } from "./certificate-watch.ts";
export {
  anonymousClientCredentials,
  clientCredentials,
  grpcClient,
  grpcTarget,
  heldClientCredentials,
  openServerCredentials,
  serverCredentials,
} from "./grpc-credentials.ts";
export type { GrpcClientOptions, OpenServer } from "./grpc-credentials.ts";
export type { CheckResult, HealthChecks, ProgramChecks } from "./health-checks.ts";
export { HeldCertificate } from "./held-certificate.ts";
export type { HeldIdentity } from "./held-certificate.ts";
export { HttpEndpointError, startHttpEndpoint } from "./http-endpoint.ts";
export type { HttpEndpoint, HttpEndpointOptions } from "./http-endpoint.ts";
export { firedLate } from "./late-timer.ts";
export * from "./light.ts";
export { listen } from "./listen.ts";
export { addLogFlags, loggerOptions } from "./log-flags.ts";
export type { LogFlags } from "./log-flags.ts";
export { createLogger, defaultLogFormat, logLevels } from "./logger.ts";
export type { LogFormat, Logger, LoggerOptions, LogLevel } from "./logger.ts";
export { collectGarbage, MemorySettler } from "./memory-settler.ts";
export type { MemorySettlerOptions } from "./memory-settler.ts";
export { onShutdown } from "./shutdown.ts";
export type { ShutdownOptions } from "./shutdown.ts";
