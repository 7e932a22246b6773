import { BpfMap } from "@localredirect/node-bpf";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What the kernel holds of sockets' original destinations. */
export interface HeldOriginals {
  /** Slots in use, each of one socket. */
  readonly slots: number;
  /** Sockets that found no slot. */
  readonly overflows: number;
  /** How many such sockets the programs count; another number than `overflows` is a leak. */
  readonly countedOverflows: number;
}

/** No socket holds an original. */
export const noOriginals: HeldOriginals = { slots: 0, overflows: 0, countedOverflows: 0 };

/** Numbers of struct original_slot of bpf/layout.h: the cookie, and the original's word. */
const numbersPerSlot = 2;

/**
 * Reads the pinned originals as anybody on the node could read them.
 *
 * @param pins the folder that the agent was given as `--pin`
 */
export function readOriginals(pins: string): HeldOriginals {
  const folder = readdirSync(pins).find((name) => name.startsWith("originals_"));
  if (folder === undefined) throw new Error(`No originals are pinned in ${pins}`);
  using lines = BpfMap.openPinned(join(pins, folder, "originals"));
  using overflow = BpfMap.openPinned(join(pins, folder, "originals_overflow"));
  using counter = BpfMap.openPinned(join(pins, folder, "originals_overflowed"));
  const numbers = new BigUint64Array(lines.mmap());
  const counted = Buffer.from(counter.get(new Uint8Array(4)) ?? []);
  return {
    slots: numbers.filter((cookie, index) => index % numbersPerSlot === 0 && cookie !== 0n).length,
    overflows: [...overflow.entries()].length,
    countedOverflows: Number(counted.readBigUInt64LE()),
  };
}
