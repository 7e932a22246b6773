import { addressBytes, addressFamily, parseAddress } from "./address.ts";
import type { AddressFamily } from "./address.ts";
import { compareBytes } from "./compare-bytes.ts";
import { protocolNumber } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

/** A destination that connections are redirected from: the key of a node's table. */
export interface Frontend {
  /** Canonical text (RFC 5952 for IPv6); never an IPv4-mapped address. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * A frontend as one string, `10.96.0.10:53/UDP` or `[fd00::a]:53/UDP`: the key in maps, and how
 * people and metrics see it. Two frontends are the same exactly when their keys are.
 */
export type FrontendKey = string;

/** Writes a frontend as its key. */
export function formatFrontend(frontend: Frontend): FrontendKey {
  const { address, port, protocol } = frontend;
  return address.includes(":")
    ? `[${address}]:${port}/${protocol}`
    : `${address}:${port}/${protocol}`;
}

/**
 * Reads a frontend from its key; an address in another form than the canonical one is taken, too.
 * Undefined: the text is not a frontend.
 */
export function parseFrontend(text: FrontendKey): Frontend | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)):([1-9][0-9]{0,4})\/(TCP|UDP)$/i.exec(text);
  if (match === null) return undefined;
  const [, inBrackets, bare, portText, protocol] = match;
  const address = parseAddress(inBrackets ?? bare ?? "");
  const port = Number(portText);
  if (address === undefined || port > 65535 || (protocol !== "TCP" && protocol !== "UDP")) {
    return undefined;
  }
  if ((address.family === "IPv6") !== (inBrackets !== undefined)) return undefined;
  return { address: address.text, port, protocol };
}

/** Orders frontends as tables are shown: by address bytes, then port, then protocol number. */
export function compareFrontends(a: Frontend, b: Frontend): number {
  if (a.address !== b.address) {
    const order = compareBytes(addressBytes(a.address), addressBytes(b.address));
    if (order !== 0) return order;
  }
  return a.port - b.port || protocolNumber(a.protocol) - protocolNumber(b.protocol);
}

/** The family of a frontend's address. */
export function frontendFamily(frontend: Frontend): AddressFamily {
  return addressFamily(frontend.address);
}
