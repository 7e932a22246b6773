import { isIP, isIPv4, isIPv6 } from "node:net";

import { bad, good } from "./result.ts";
import type { Result } from "./result.ts";

/** Where a server listens, or where a client finds it. */
export type ListenAddress =
  | {
      readonly kind: "tcp";
      /** A host name or an IP address, IPv6 without brackets. */
      readonly host: string;
      /** 0 to 65535; 0: the kernel chooses when listening. */
      readonly port: number;
    }
  | { readonly kind: "unix"; readonly path: string };

/** sun_path of a socket address holds 108 bytes with its closing NUL (unix(7)). */
const longestSocketPath = 107;

/** A name of labels as of RFC 1123; underscores as they occur in practice. */
const hostName =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i;

/** Nothing but an IPv4 address may look so; no top-level domain is a number. */
const looksNumeric = /^[\d.]+$/;

/** What a Kubernetes manifest calls a variable; it stands in the value only when there is none. */
const unexpandedVariable = /\$\([^)]*\)/;

/**
 * Reads `HOST:PORT`, `[IPv6]:PORT`, `:PORT` (every address of the machine) or `unix:PATH`.
 * Port 0 lets the kernel choose.
 */
export function parseListenAddress(text: string): Result<ListenAddress> {
  if (text.startsWith("unix:")) {
    return parseSocketPath(text);
  }
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d+)$/.exec(text);
  if (match === null) {
    return bad(`Address '${text}' is not HOST:PORT, [IPv6]:PORT or unix:PATH`);
  }
  const [, bracketed, plain, digits] = match;
  const port = Number(digits);
  if (port > 65535) {
    return bad(`Port ${String(digits)} of address '${text}' is greater than 65535`);
  }
  if (bracketed !== undefined) {
    return isIPv6(bracketed)
      ? good({ kind: "tcp", host: bracketed, port })
      : bad(`'${bracketed}' in address '${text}' is not an IPv6 address`);
  }
  return parseHost(plain ?? "", port, text);
}

/**
 * As parseListenAddress, for an address to connect to: it needs a host and a port. Kubernetes tells
 * pods a Service's address as `tcp://HOST:PORT`, which is taken too.
 */
export function parsePeerAddress(text: string): Result<ListenAddress> {
  if (unexpandedVariable.test(text)) {
    return bad(
      `Address '${text}' is a variable that Kubernetes has not filled in: its Service must be in the pod's namespace when the container starts, and the pod needs enableServiceLinks`,
    );
  }
  const address = text.startsWith("tcp://") ? text.slice("tcp://".length) : text;
  const parsed = parseListenAddress(address);
  if (!parsed.ok || parsed.value.kind === "unix") {
    return parsed;
  }
  if (parsed.value.port === 0) {
    return bad(`Address '${text}' to connect to cannot have port 0`);
  }
  return address.startsWith(":") ? bad(`Address '${text}' to connect to has no host`) : parsed;
}

/** Reads the DNS name that a server's certificate is to have. */
export function parseServerName(text: string): Result<string> {
  return hostName.test(text) && !looksNumeric.test(text)
    ? good(text)
    : bad(`Server name '${text}' is not a DNS name, as localredirect-controller.localredirect.svc`);
}

function parseSocketPath(text: string): Result<ListenAddress> {
  // gRPC writes unix:PATH and unix:///PATH; both mean the same.
  const path = text.slice("unix:".length).replace(/^\/\/(?=\/)/, "");
  if (path === "") {
    return bad(`Address '${text}' has no path after unix:`);
  }
  const length = Buffer.byteLength(path);
  return length > longestSocketPath
    ? bad(`Socket path '${path}' has ${length} bytes, more than ${longestSocketPath}`)
    : good({ kind: "unix", path });
}

function parseHost(host: string, port: number, text: string): Result<ListenAddress> {
  if (host === "") {
    return good({ kind: "tcp", host: "::", port });
  }
  if (looksNumeric.test(host) ? !isIPv4(host) : !hostName.test(host)) {
    return bad(`Host '${host}' of address '${text}' is neither a name nor an IP address`);
  }
  return good({ kind: "tcp", host, port });
}

/** The address as it is written on a command line and in logs. */
export function formatListenAddress(address: ListenAddress): string {
  if (address.kind === "unix") {
    return `unix:${address.path}`;
  }
  return isIPv6(address.host)
    ? `[${address.host}]:${address.port}`
    : `${address.host}:${address.port}`;
}

/** Whether only this machine reaches the address: a unix socket or a loopback address. */
export function isLocal(address: ListenAddress): boolean {
  return address.kind === "unix" || isLoopback(address.host);
}

/** Whether a host is a loopback address, or a name that must stand for one (RFC 6761). */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 0) {
    return /^(.+\.)?localhost\.?$/i.test(host);
  }
  // URL writes IPv6 addresses in their canonical form, mapped IPv4 ones included.
  const canonical = isIPv6(host) ? new URL(`http://[${host}]/`).hostname : host;
  return /^(127\.|\[::1\]$|\[::ffff:7f[0-9a-f]{2}:)/.test(canonical);
}
