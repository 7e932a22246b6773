// What loads in a few milliseconds: for programs that are started often and end at once.
export { addClientSecurityFlags } from "./client-flags.ts";
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
export { connectionProblem } from "./connection-problem.ts";
export {
  formatListenAddress,
  isLocal,
  isLoopback,
  parseListenAddress,
  parsePeerAddress,
  parseServerName,
} from "./listen-address.ts";
export type { ListenAddress } from "./listen-address.ts";
export { bad, good } from "./result.ts";
export type { Result } from "./result.ts";
export { readTokenClaims } from "./token-claims.ts";
export type { TokenClaims } from "./token-claims.ts";
export {
  clientSecurity,
  nameWithoutTls,
  serverSecurity,
  tokenServerSecurity,
} from "./transport-security.ts";
export type {
  CertificateFiles,
  ClientSecurityFlags,
  ServerSecurityFlags,
  ServerTransport,
  ServingFiles,
  TokenTransport,
  TransportSecurity,
} from "./transport-security.ts";
export { packageVersion } from "./version.ts";
