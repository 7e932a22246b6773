import type { PolicyReference, Version } from "@localredirect/types/tables";
import { layoutConstants, resumeFlags, resumeLayout } from "../generated/layout.ts";
import { littleEndian, viewOf } from "./byte-order.ts";

/** A struct resume: what a restarted agent tells the controller of a redirect. */
export interface ResumeRecord {
  readonly version: Version;
  readonly policy: PolicyReference;
  /** Of `redirects`, that this is true of; another one in `frontends`: it is not true any more. */
  readonly slot: number;
  /** Some member's cgroup was not found. */
  readonly membersMissing: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What of a policy does not fit into a struct resume, as a sentence; undefined: all does. */
export function resumeObstacle({ name, uid }: PolicyReference): string | undefined {
  return (
    tooLong("name", name, layoutConstants.RESUME_NAME_SIZE) ??
    tooLong("uid", uid, layoutConstants.RESUME_UID_SIZE)
  );
}

/**
 * A struct resume's bytes.
 * @throws RangeError where `resumeObstacle` has something to say.
 */
export function encodeResume({ version, policy, slot, membersMissing }: ResumeRecord): Uint8Array {
  const bytes = new Uint8Array(resumeLayout.size);
  const view = viewOf(bytes);
  const name = encoder.encode(policy.name);
  const uid = encoder.encode(policy.uid);
  bytes.set(Buffer.from(version, "hex"), resumeLayout.version);
  view.setUint32(resumeLayout.policyId, policy.id, littleEndian);
  view.setUint32(resumeLayout.slot, slot, littleEndian);
  view.setUint16(resumeLayout.policyNameLength, name.length, littleEndian);
  view.setUint16(resumeLayout.policyUidLength, uid.length, littleEndian);
  view.setUint32(
    resumeLayout.flags,
    membersMissing ? resumeFlags.RESUME_MEMBERS_MISSING : 0,
    littleEndian,
  );
  setWithin(bytes, name, resumeLayout.policyName, layoutConstants.RESUME_NAME_SIZE);
  setWithin(bytes, uid, resumeLayout.policyUid, layoutConstants.RESUME_UID_SIZE);
  return bytes;
}

/** Reads a struct resume. */
export function decodeResume(bytes: Uint8Array): ResumeRecord {
  const view = viewOf(bytes);
  const nameLength = view.getUint16(resumeLayout.policyNameLength, littleEndian);
  const uidLength = view.getUint16(resumeLayout.policyUidLength, littleEndian);
  const version = bytes.subarray(resumeLayout.version, resumeLayout.policyId);
  const flags = view.getUint32(resumeLayout.flags, littleEndian);
  return {
    version: Buffer.from(version).toString("hex"),
    policy: {
      name: textAt(bytes, resumeLayout.policyName, nameLength),
      uid: textAt(bytes, resumeLayout.policyUid, uidLength),
      id: view.getUint32(resumeLayout.policyId, littleEndian),
    },
    slot: view.getUint32(resumeLayout.slot, littleEndian),
    membersMissing: (flags & resumeFlags.RESUME_MEMBERS_MISSING) !== 0,
  };
}

function tooLong(what: string, text: string, most: number): string | undefined {
  const length = encoder.encode(text).length;
  return length > most
    ? `The policy's ${what} has ${length} bytes, at most ${most} are kept`
    : undefined;
}

function setWithin(bytes: Uint8Array, text: Uint8Array, offset: number, most: number): void {
  if (text.length > most)
    throw new RangeError(`A text of ${text.length} bytes has room for ${most}`);
  bytes.set(text, offset);
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return decoder.decode(bytes.subarray(offset, offset + length));
}
