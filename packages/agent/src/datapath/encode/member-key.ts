import { memberKeyLayout } from "../generated/layout.ts";
import { littleEndian, viewOf } from "./byte-order.ts";

/** Key of `members`: a pod's cgroup in a set of pods. */
export interface MemberRecord {
  /** The slot of the redirect whose member it is. */
  readonly memberSet: number;
  /** Id of the pod's cgroup. */
  readonly cgroup: bigint;
}

/** A struct member_key. */
export function encodeMemberKey({ memberSet, cgroup }: MemberRecord): Uint8Array {
  const bytes = new Uint8Array(memberKeyLayout.size);
  const view = viewOf(bytes);
  view.setBigUint64(memberKeyLayout.cgroup, cgroup, littleEndian);
  view.setUint32(memberKeyLayout.memberSet, memberSet, littleEndian);
  return bytes;
}

/** Reads a struct member_key. */
export function decodeMemberKey(bytes: Uint8Array): MemberRecord {
  const view = viewOf(bytes);
  return {
    cgroup: view.getBigUint64(memberKeyLayout.cgroup, littleEndian),
    memberSet: view.getUint32(memberKeyLayout.memberSet, littleEndian),
  };
}
