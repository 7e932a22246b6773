import { serverKeyLayout } from "../generated/layout.ts";
import type { Server } from "../servers/server.ts";
import { littleEndian, viewOf } from "./byte-order.ts";
import { protocolNumbers, protocolOf } from "./protocol.ts";

/** A struct server_key. */
export function encodeServerKey({ cgroup, port, protocol }: Server): Uint8Array {
  const bytes = new Uint8Array(serverKeyLayout.size);
  const view = viewOf(bytes);
  view.setBigUint64(serverKeyLayout.cgroup, cgroup, littleEndian);
  view.setUint16(serverKeyLayout.port, port, littleEndian);
  bytes[serverKeyLayout.protocol] = protocolNumbers[protocol];
  return bytes;
}

/** Reads a struct server_key; undefined: its protocol is none that can be redirected. */
export function decodeServerKey(bytes: Uint8Array): Server | undefined {
  const protocol = protocolOf(bytes[serverKeyLayout.protocol]);
  if (protocol === undefined) return undefined;
  const view = viewOf(bytes);
  return {
    cgroup: view.getBigUint64(serverKeyLayout.cgroup, littleEndian),
    port: view.getUint16(serverKeyLayout.port, littleEndian),
    protocol,
  };
}
