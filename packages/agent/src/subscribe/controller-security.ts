import { bad, clientSecurity, good, nameWithoutTls } from "@localredirect/process/light";
import type {
  ClientSecurityFlags,
  ListenAddress,
  Result,
  TransportSecurity,
} from "@localredirect/process/light";

/** How the agent shows who it is, and how the connection is protected. */
export type ControllerSecurity = (TransportSecurity | TokenSecurity) & {
  /** What the controller's certificate must be for; undefined: the host that is connected to. */
  readonly serverName: string | undefined;
};

/** The agent sends a bearer token; with TLS, only the controller shows a certificate. */
export interface TokenSecurity {
  readonly kind: "token";
  /** Read at each connect and with each heartbeat, as it is renewed in place. */
  readonly tokenFile: string;
  /** `plain` on unix sockets only. */
  readonly transport: "tls" | "plain";
  /** The controller's authorities, PEM. Undefined: the system's. */
  readonly authoritiesFile: string | undefined;
}

/** What the command line says of it; undefined: not given. */
export interface ControllerSecurityFlags extends ClientSecurityFlags {
  readonly token: string | undefined;
}

/** What protects the agent's connection; one identity, by certificate or by token. */
export function controllerSecurity(
  controllers: readonly ListenAddress[],
  flags: ControllerSecurityFlags,
): Result<ControllerSecurity> {
  const { serverName, token } = flags;
  const security =
    token === undefined
      ? clientSecurity(controllers, flags)
      : tokenSecurity(token, controllers, flags);
  return security.ok ? good({ ...security.value, serverName }) : security;
}

function tokenSecurity(
  tokenFile: string,
  controllers: readonly ListenAddress[],
  { ca, cert, key, insecure, serverName }: ControllerSecurityFlags,
): Result<TokenSecurity> {
  if (cert !== undefined || key !== undefined) {
    return bad("--token contradicts --cert and --key: the agent has one identity; leave one out");
  }
  if (insecure) return bad("--token contradicts --insecure: a token is sent by TLS only");
  const isLocal = controllers.every(({ kind }) => kind === "unix") && ca === undefined;
  if (isLocal && serverName !== undefined) return bad(nameWithoutTls);
  const transport = isLocal ? "plain" : "tls";
  return good({ kind: "token", tokenFile, transport, authoritiesFile: ca });
}
