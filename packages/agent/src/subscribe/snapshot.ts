import { formatFrontend } from "@localredirect/types/tables";
import type { BatchMessage, FrontendKey, RedirectId } from "@localredirect/types/tables";
import type { HeldRedirect } from "../datapath/datapath.ts";
import type { Snapshot } from "./session-state.ts";

const nothingNamed: Snapshot = { named: new Set(), spared: new Set() };

/** The snapshot with what a batch names; undefined: the batch is not part of one. */
export function snapshotWith(
  snapshot: Snapshot | undefined,
  batch: BatchMessage,
): Snapshot | undefined {
  const before = batch.snapshotBegin ? nothingNamed : snapshot;
  if (before === undefined) return undefined;
  const frontends = batch.upserts.map((redirect) => formatFrontend(redirect.frontend));
  const invalid = batch.invalid.map(({ id }) => id).filter((id) => id !== undefined);
  return {
    named: new Set([...before.named, ...frontends]),
    spared: new Set([...before.spared, ...invalid]),
  };
}

/** What the kernel holds beyond a whole snapshot. */
export function beyondSnapshot(
  snapshot: Snapshot,
  held: ReadonlyMap<FrontendKey, HeldRedirect>,
): readonly RedirectId[] {
  return [...held]
    .filter(([frontend, { id }]) => !snapshot.named.has(frontend) && !snapshot.spared.has(id))
    .map(([, { id }]) => id);
}

/** What is wrong with a batch's place in snapshots; undefined: nothing. */
export function snapshotViolation(
  snapshot: Snapshot | undefined,
  batch: BatchMessage,
): string | undefined {
  if (batch.snapshotBegin && snapshot !== undefined) {
    return `Batch ${batch.nonce} begins a snapshot inside another one`;
  }
  const inside = batch.snapshotBegin || snapshot !== undefined;
  if (batch.snapshotEnd && !inside) {
    return `Batch ${batch.nonce} ends a snapshot that has not begun`;
  }
  if (inside && !batch.snapshotEnd && batch.digest !== undefined) {
    return `Batch ${batch.nonce} has the whole table's digest although its snapshot has not ended`;
  }
  return undefined;
}
