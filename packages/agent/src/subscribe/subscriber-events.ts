import type { Digest } from "@localredirect/types/tables";
import type { BatchReport } from "./session-events.ts";
import type { EndCause } from "./session-state.ts";

/** What logs, metrics and readiness hear of the subscription. */
export type SubscriberEvent =
  /** A controller serves this node. */
  | {
      readonly kind: "served";
      readonly address: string;
      readonly controller: string;
      readonly controllerVersion: string;
    }
  /** A stream has ended, or never came about; what the kernel holds stays. */
  | {
      readonly kind: "ended";
      readonly address: string;
      /** Whether a controller had welcomed us on it. */
      readonly wasServed: boolean;
      readonly cause: EndCause;
      /** Until the next attempt, in milliseconds; undefined: another stream serves, or is tried. */
      readonly retryIn: number | undefined;
    }
  /** A controller asks us to leave it. */
  | {
      readonly kind: "moving";
      readonly address: string;
      readonly reason: string;
      /** In milliseconds. */
      readonly delay: number;
    }
  /** A batch is in the kernel; with `report.completesTable` the kernel holds the whole table. */
  | { readonly kind: "applied"; readonly report: BatchReport; readonly seconds: number }
  /** The controller and the kernel disagree on what is held. */
  | { readonly kind: "mismatch"; readonly expected: Digest; readonly holds: Digest };
