import type { Logger } from "@localredirect/process";
import type { EndCause } from "./subscribe/session-state.ts";
import type { SubscriberEvent } from "./subscribe/subscriber-events.ts";

type Event<Kind extends SubscriberEvent["kind"]> = Extract<SubscriberEvent, { kind: Kind }>;

/** Refusals and warnings of one batch that are logged each; the Ack and the metrics have all. */
const mostLines = 10;

/** Logs what a subscription tells. */
export function logSubscription(logger: Logger, event: SubscriberEvent): void {
  switch (event.kind) {
    case "served": {
      const { address, controller, controllerVersion } = event;
      logger.info({ address, controller, controllerVersion }, "served by a controller");
      break;
    }
    case "ended":
      logEnd(logger, event);
      break;
    case "moving": {
      const { address, reason, delay } = event;
      logger.info({ address, reason, delay }, "the controller asks to be left");
      break;
    }
    case "applied":
      logBatch(logger, event);
      break;
    case "mismatch": {
      const { expected, holds } = event;
      logger.warn({ expected, holds }, "the kernel holds another table than the controller thinks");
    }
  }
}

function logEnd(logger: Logger, { address, wasServed, cause, retryIn }: Event<"ended">): void {
  if (cause.kind === "left") {
    logger.info({ address }, "left the controller");
    return;
  }
  const fields = { address, cause: cause.kind, reason: reasonOf(cause), retryIn };
  if (cause.kind === "violation") {
    logger.error(fields, "the controller sends what it must not; the table stays");
  } else if (cause.kind === "kernel") {
    logger.error(fields, "the kernel cannot be changed; the stream begins anew");
  } else {
    logger.warn(fields, wasServed ? "lost the controller; the table stays" : "no controller");
  }
}

function reasonOf(cause: Exclude<EndCause, { kind: "left" }>): string {
  switch (cause.kind) {
    case "silence":
      return `Nothing was heard for ${Math.round(cause.milliseconds)} ms`;
    case "no-welcome":
      return `No Welcome came within ${Math.round(cause.milliseconds)} ms`;
    default:
      return cause.reason;
  }
}

function logBatch(logger: Logger, { report, seconds }: Event<"applied">): void {
  const { nonce, upserts, removals, refused, warnings, completesTable } = report;
  for (const { id, code, message: reason } of refused.slice(0, mostLines)) {
    logger.warn({ id, code, reason }, "refused a redirect");
  }
  for (const { id, message: reason } of warnings.slice(0, mostLines)) {
    logger.warn({ id, reason }, "a redirect works with a restriction");
  }
  const counts = { refused: refused.length, warnings: warnings.length };
  logger.debug({ nonce, upserts, removals, ...counts, seconds, completesTable }, "applied a batch");
}
