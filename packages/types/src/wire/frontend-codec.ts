import { addressBytes, addressText, isMappedBytes } from "../address.ts";
import type { Frontend } from "../frontend.ts";
import { localredirect } from "../generated/wire.js";
import { protocolOfNumber } from "../protocol.ts";
import { readPort, readPresent } from "./fields.ts";
import { invalid } from "./wire-error.ts";

const { Protocol } = localredirect.v1;

const wireProtocols = { TCP: Protocol.PROTOCOL_TCP, UDP: Protocol.PROTOCOL_UDP } as const;

/** A frontend as the generated code takes it. */
export function encodeFrontend(frontend: Frontend): localredirect.v1.Frontend.$Properties {
  const { address, port, protocol } = frontend;
  return { address: encodeAddress(address), port, protocol: wireProtocols[protocol] };
}

/** A frontend from the wire. */
export function readFrontend(
  frontend: localredirect.v1.Frontend.$Properties | null | undefined,
): Frontend {
  const { address, port, protocol } = readPresent(frontend, "");
  return {
    address: readAddress(address, "address"),
    port: readPort(port, "port"),
    protocol: readProtocol(protocol ?? 0),
  };
}

/** An address as it stands on the wire: 4 or 16 bytes in network order. */
export function encodeAddress(text: string): Uint8Array {
  const bytes = addressBytes(text);
  return isMappedBytes(bytes) ? bytes.subarray(12) : bytes;
}

/** The canonical text of an address of 4 or 16 bytes. */
export function readAddress(value: Uint8Array | null | undefined, path: string): string {
  const bytes = readPresent(value, path);
  if (bytes.length !== 4 && bytes.length !== 16) {
    throw invalid(path, `Has ${bytes.length} bytes, not 4 or 16`);
  }
  if (isMappedBytes(bytes)) {
    throw invalid(path, "Is an IPv4-mapped IPv6 address; send the 4 bytes of the IPv4 address");
  }
  return addressText(bytes);
}

function readProtocol(number: number): Frontend["protocol"] {
  const protocol = protocolOfNumber(number);
  if (protocol === undefined) throw invalid("protocol", `Is ${number}, not 6 (TCP) or 17 (UDP)`);
  return protocol;
}
