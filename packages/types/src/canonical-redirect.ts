import { addressBytes } from "./address.ts";
import { CanonicalWriter } from "./canonical-writer.ts";
import { compareBytes } from "./compare-bytes.ts";
import type { Frontend } from "./frontend.ts";
import { protocolNumber } from "./protocol.ts";
import type { Backend, Member, PodReference, Redirect } from "./redirect.ts";

/** The number of the canonical form that is written here, negotiated in Hello and Welcome. */
export const canonicalSchema = 1;

/** A frontend's canonical bytes, of which its id is the hash. */
export function canonicalFrontend(frontend: Frontend): Uint8Array {
  const writer = new CanonicalWriter(19);
  writeFrontend(writer, frontend);
  return writer.finish();
}

/**
 * A redirect's canonical bytes, of which its version is the hash: equal for equal content, whatever
 * the order of its backends and members.
 * @throws {RangeError} when an address is none or a text longer than 65535 bytes.
 */
export function canonicalRedirect(redirect: Redirect): Uint8Array {
  const { frontend, policy, options, backends, members } = redirect;
  const writer = new CanonicalWriter(1024);
  writer.uint8(canonicalSchema);
  writeFrontend(writer, frontend);
  writer.text(policy.name);
  writer.text(policy.uid);
  writer.uint32(policy.id);
  writer.boolean(options.redirectSelf);
  writer.boolean(options.qosLimit !== undefined);
  writer.uint32(options.qosLimit ?? 0);
  writeCounted(writer, backends.map(canonicalBackend).sort(compareBytes));
  writeCounted(writer, members.map(canonicalMember).sort(compareBytes));
  return writer.finish();
}

function writeFrontend(writer: CanonicalWriter, frontend: Frontend): void {
  writer.bytes(addressBytes(frontend.address));
  writer.uint16(frontend.port);
  writer.uint8(protocolNumber(frontend.protocol));
}

function canonicalBackend(backend: Backend): Uint8Array {
  const writer = new CanonicalWriter();
  writer.bytes(addressBytes(backend.address));
  writer.uint16(backend.port);
  writer.boolean(backend.hostNetwork);
  writePod(writer, backend.pod);
  return writer.finish();
}

function canonicalMember(member: Member): Uint8Array {
  const writer = new CanonicalWriter();
  writePod(writer, member.pod);
  writer.boolean(member.hostNetwork);
  const tokens = member.cgroupTokens.map(canonicalText);
  // In the byte order of the texts themselves, which the length before them would upset.
  writeCounted(
    writer,
    tokens.sort((a, b) => compareBytes(a.subarray(2), b.subarray(2))),
  );
  return writer.finish();
}

function canonicalText(text: string): Uint8Array {
  const writer = new CanonicalWriter(64);
  writer.text(text);
  return writer.finish();
}

function writePod(writer: CanonicalWriter, pod: PodReference): void {
  writer.text(pod.namespace);
  writer.text(pod.name);
  writer.text(pod.uid);
}

function writeCounted(writer: CanonicalWriter, items: readonly Uint8Array[]): void {
  writer.uint16(items.length);
  for (const item of items) writer.bytes(item);
}
