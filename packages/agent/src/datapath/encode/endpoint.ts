import { addressBytes, addressText } from "@localredirect/types/tables";
import type { Backend, Destination } from "../destination.ts";
import { backendLayout, endpointLayout } from "../generated/layout.ts";
import { littleEndian, viewOf } from "./byte-order.ts";

/** A struct backend: where a redirected socket is sent. */
export interface BackendRecord extends Backend {
  /** Its place in `endpoints`. */
  readonly endpoint: number;
}

/** A struct endpoint that is in use; undefined makes the bytes of a free one. */
export function encodeEndpoint(destination: Destination | undefined): Uint8Array {
  const bytes = new Uint8Array(endpointLayout.size);
  if (destination === undefined) return bytes;
  const view = viewOf(bytes);
  bytes.set(addressBytes(destination.address), endpointLayout.address);
  view.setUint16(endpointLayout.port, destination.port);
  view.setUint16(endpointLayout.inUse, 1, littleEndian);
  return bytes;
}

/** What a struct endpoint holds; undefined: it is free. */
export function decodeEndpoint(bytes: Uint8Array): Destination | undefined {
  const view = viewOf(bytes);
  if (view.getUint16(endpointLayout.inUse, littleEndian) === 0) return undefined;
  return {
    address: addressText(bytes.subarray(endpointLayout.address, endpointLayout.port)),
    port: view.getUint16(endpointLayout.port),
  };
}

/** A struct backend. */
export function encodeBackend({ address, port, server, endpoint }: BackendRecord): Uint8Array {
  const bytes = new Uint8Array(backendLayout.size);
  const view = viewOf(bytes);
  bytes.set(addressBytes(address), backendLayout.address);
  view.setUint16(backendLayout.port, port);
  view.setUint16(backendLayout.server, server, littleEndian);
  view.setUint32(backendLayout.endpoint, endpoint, littleEndian);
  return bytes;
}

/** Reads a struct backend. */
export function decodeBackend(bytes: Uint8Array): BackendRecord {
  const view = viewOf(bytes);
  return {
    address: addressText(bytes.subarray(backendLayout.address, backendLayout.port)),
    port: view.getUint16(backendLayout.port),
    server: view.getUint16(backendLayout.server, littleEndian),
    endpoint: view.getUint32(backendLayout.endpoint, littleEndian),
  };
}
