import { wireBounds } from "@localredirect/types/tables";
import type {
  AckMessage,
  BatchMessage,
  Digest,
  RedirectWarning,
  Refusal,
} from "@localredirect/types/tables";
import type { ApplyResult } from "../datapath/datapath.ts";
import type { BatchReport, ReportedRefusal } from "./session-events.ts";

/** What the kernel has after a batch, and since when. */
export interface Applied {
  readonly result: ApplyResult;
  /** In milliseconds since 1970. */
  readonly appliedAt: number;
  /** Of what the kernel holds now. */
  readonly digest: Digest;
}

/** The Ack of a batch that was applied. */
export function acknowledgement(batch: BatchMessage, applied: Applied): AckMessage {
  const most = wireBounds.redirectProblems;
  const refused = [...invalidRefusals(batch), ...refusedUpserts(applied.result)];
  return {
    kind: "ack",
    nonce: batch.nonce,
    digest: applied.digest,
    refused: refused.slice(0, most),
    appliedAt: applied.appliedAt,
    warnings: warningsOf(applied.result).slice(0, most),
  };
}

/** The same for logs and metrics. */
export function batchReport(batch: BatchMessage, result: ApplyResult): BatchReport {
  const invalid = batch.invalid.map(({ id, invalid: message }): ReportedRefusal => ({
    id,
    code: "invalid",
    message,
  }));
  return {
    nonce: batch.nonce,
    upserts: batch.upserts.length,
    removals: batch.removals.length,
    refused: [...invalid, ...refusedUpserts(result)],
    warnings: warningsOf(result),
    completesTable: batch.digest !== undefined,
  };
}

/** Those that have an id to be refused by. */
function invalidRefusals(batch: BatchMessage): readonly Refusal[] {
  return batch.invalid.flatMap(({ id, invalid }) =>
    id === undefined ? [] : [{ id, version: undefined, code: "invalid", message: invalid }],
  );
}

function refusedUpserts(result: ApplyResult): readonly Refusal[] {
  return result.refused.filter(({ version }) => version !== undefined);
}

/** The wire refuses upserts only; what the kernel does not let go of is warned of. */
function warningsOf(result: ApplyResult): readonly RedirectWarning[] {
  const stuck = result.refused
    .filter(({ version }) => version === undefined)
    .map(({ id, message }) => ({ id, message: `Is still held: ${message}` }));
  return [...result.warnings, ...stuck];
}
