export { fullJitter, reconnectBounds } from "./backoff.ts";
export type { BackoffBounds } from "./backoff.ts";
export { CertificateError } from "./certificate-watch.ts";
export type { CertificateProblemListener } from "./certificate-watch.ts";
export {
  addCommand,
  checked,
  Command,
  createProgram,
  exitCodes,
  flag,
  Option,
  repeatableFlag,
  runProgram,
  UsageError,
} from "./command-line.ts";
export type { ProgramIdentity } from "./command-line.ts";
export { clientCredentials, grpcTarget, serverCredentials } from "./grpc-credentials.ts";
export type { CheckResult, HealthChecks, ProgramChecks } from "./health-checks.ts";
export { HttpEndpointError, startHttpEndpoint } from "./http-endpoint.ts";
export type { HttpEndpoint, HttpEndpointOptions } from "./http-endpoint.ts";
export {
  formatListenAddress,
  isLocal,
  isLoopback,
  parseListenAddress,
  parsePeerAddress,
} from "./listen-address.ts";
export type { ListenAddress } from "./listen-address.ts";
export { addLogFlags, loggerOptions } from "./log-flags.ts";
export type { LogFlags } from "./log-flags.ts";
export { createLogger, defaultLogFormat, logLevels } from "./logger.ts";
export type { LogFormat, Logger, LoggerOptions, LogLevel } from "./logger.ts";
export { bad, good } from "./result.ts";
export type { Result } from "./result.ts";
export { onShutdown } from "./shutdown.ts";
export type { ShutdownOptions } from "./shutdown.ts";
export { clientSecurity, serverSecurity } from "./transport-security.ts";
export type {
  CertificateFiles,
  ClientSecurityFlags,
  ServerSecurityFlags,
  TransportSecurity,
} from "./transport-security.ts";
export { packageVersion } from "./version.ts";
