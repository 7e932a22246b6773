import { addressBytes, addressText, type Frontend } from "@localredirect/types/tables";
import { frontendKeyLayout } from "../generated/layout.ts";
import { viewOf } from "./byte-order.ts";
import { protocolNumbers, protocolOf } from "./protocol.ts";

/** A struct frontend_key. */
export function encodeFrontendKey({ address, port, protocol }: Frontend): Uint8Array {
  const bytes = new Uint8Array(frontendKeyLayout.size);
  bytes.set(addressBytes(address), frontendKeyLayout.address);
  viewOf(bytes).setUint16(frontendKeyLayout.port, port);
  bytes[frontendKeyLayout.protocol] = protocolNumbers[protocol];
  return bytes;
}

/** Reads a struct frontend_key; undefined: its protocol is none that can be redirected. */
export function decodeFrontendKey(bytes: Uint8Array): Frontend | undefined {
  const protocol = protocolOf(bytes[frontendKeyLayout.protocol]);
  if (protocol === undefined) return undefined;
  return {
    address: addressText(bytes.subarray(frontendKeyLayout.address, frontendKeyLayout.port)),
    port: viewOf(bytes).getUint16(frontendKeyLayout.port),
    protocol,
  };
}
