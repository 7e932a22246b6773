import type {
  AgentMessage,
  ControllerMessage,
  Digest,
  FrontendKey,
  RedirectId,
  RedirectWarning,
  RefusalCode,
  Watermark,
  WelcomeMessage,
} from "@localredirect/types/tables";
import type { ApplyResult, DatapathDelta, HeldRedirect } from "../datapath/datapath.ts";
import type { EndCause, Session } from "./session-state.ts";

/** What the kernel holds when a session takes a step. */
export interface Holding {
  readonly digest: Digest;
  readonly held: ReadonlyMap<FrontendKey, HeldRedirect>;
}

/** What Hello says of the agent beside what its kernel holds. */
export interface AgentFacts {
  readonly node: string;
  readonly agentVersion: string;
  /** Address families that the node has. */
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/** What happened to a session. `at` is in milliseconds of one clock that never goes back. */
export type SessionInput =
  | {
      readonly kind: "connected";
      readonly facts: AgentFacts;
      /** Of the last batch applied on an earlier stream; empty after the agent's start. */
      readonly watermarks: readonly Watermark[];
    }
  | { readonly kind: "message"; readonly at: number; readonly message: ControllerMessage }
  | {
      readonly kind: "applied";
      readonly result: ApplyResult;
      /** When the kernel had it, in milliseconds since 1970. */
      readonly appliedAt: number;
    }
  /** Time has passed, at least up to `wakeAt`. */
  | {
      readonly kind: "tick";
      readonly at: number;
      /** The agent could not run for a while: what was sent meanwhile may not be read yet. */
      readonly late: boolean;
    }
  /** Another stream is about to say Hello, or came to nothing. */
  | { readonly kind: "pause"; readonly paused: boolean }
  /** The agent ends the stream: it leaves, could not read a message or not change the kernel. */
  | { readonly kind: "end"; readonly cause: EndCause }
  /** The transport or the controller ended it. */
  | Extract<EndCause, { kind: "closed" }>;

/** What is to be done after a step, in this order. */
export type SessionEffect =
  | { readonly kind: "send"; readonly message: AgentMessage }
  /** Show the controller a newer token if there is one. */
  | { readonly kind: "reauthenticate" }
  /** The controller serves us now. */
  | { readonly kind: "welcomed"; readonly welcome: WelcomeMessage }
  /** Change the kernel, then tell the session by `applied`, or `end` where that failed. */
  | {
      readonly kind: "apply";
      readonly delta: DatapathDelta;
      /** With it the kernel holds the controller's whole table. */
      readonly completesTable: boolean;
    }
  /** A batch is in the kernel and acknowledged. */
  | {
      readonly kind: "acknowledged";
      readonly report: BatchReport;
      readonly watermarks: readonly Watermark[];
    }
  /** The controller and the kernel disagree on what is held; the controller will ask for it. */
  | { readonly kind: "mismatch"; readonly expected: Digest; readonly holds: Digest }
  /** Go to another controller, or to this one again, once so many milliseconds have passed. */
  | { readonly kind: "move"; readonly reason: string; readonly delay: number }
  /** End the transport's stream. */
  | { readonly kind: "close"; readonly cause: EndCause };

/** What became of a batch, for logs and metrics. */
export interface BatchReport {
  readonly nonce: number;
  readonly upserts: number;
  readonly removals: number;
  readonly refused: readonly ReportedRefusal[];
  readonly warnings: readonly RedirectWarning[];
  readonly completesTable: boolean;
}

/** A refusal as people read it. */
export interface ReportedRefusal {
  /** Undefined: the redirect is so malformed that it has none; the controller is not told. */
  readonly id: RedirectId | undefined;
  readonly code: RefusalCode;
  readonly message: string;
}

/** The session after an input, and what is to be done. */
export interface Step {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
}
