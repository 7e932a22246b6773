import type {
  Digest,
  Frontend,
  FrontendKey,
  PolicyReference,
  Redirect,
  RedirectId,
  Version,
} from "@localredirect/types/tables";
import type { ServerReading } from "./servers/watched-servers.ts";
import type { Verdict } from "./verdict.ts";

/** A redirect that the kernel holds and acts on. */
export interface HeldRedirect {
  readonly id: RedirectId;
  readonly frontend: Frontend;
  readonly policy: PolicyReference;
  /**
   * Of its content. `unknownVersion` where it could not be told after a crash, so that it differs
   * from any version that a controller has, and is sent again.
   */
  readonly version: Version;
  /** How many backends the kernel chooses from; 0: the frontend's traffic passes. */
  readonly backends: number;
}

/** What is to change in the kernel: upserts first, then removals (make before break). */
export interface DatapathDelta {
  readonly upserts: readonly Redirect[];
  /** A redirect that is not held is no error. */
  readonly removals: readonly RedirectId[];
}

/** Why a redirect is not held; the codes are those of the wire's Refusal. */
export type RefusalCode = "invalid" | "table-full" | "unsupported" | "kernel";

/** A redirect that was to be written and was not; its earlier version, if any, stays. */
export interface Refusal {
  readonly id: RedirectId;
  /** The version that was refused; undefined for a removal that the kernel refused. */
  readonly version: Version | undefined;
  readonly code: RefusalCode;
  /** Names the limit or the kernel's error, and what to do. */
  readonly message: string;
}

/** What holds of a redirect although it is applied. */
export interface Warning {
  readonly id: RedirectId;
  readonly message: string;
}

/** The outcome of one delta; what is not refused is in the kernel. */
export interface ApplyResult {
  readonly refused: readonly Refusal[];
  /** Of the redirects in the delta. */
  readonly warnings: readonly Warning[];
}

/** How often each verdict was given, since the frontend came to its policy. */
export interface CounterReading {
  readonly frontend: FrontendKey;
  readonly policy: PolicyReference;
  /** Sums over all CPUs. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** How full a kernel map is, in entries. */
export interface MapFill {
  readonly map: string;
  readonly used: number;
  readonly capacity: number;
}

/**
 * The kernel side of the agent: holds redirects and acts on them, also while the agent is away.
 *
 * One caller at a time changes it: `apply` and `completeFirstTable` are awaited in turn.
 */
export interface Datapath {
  /**
   * The kernel held a table from an earlier agent and acts on it with our programs: traffic is
   * served although no controller has spoken yet.
   */
  readonly adopted: boolean;

  /** All redirects that the kernel holds, as of the last `apply`. */
  held(): ReadonlyMap<FrontendKey, HeldRedirect>;

  /** Of the versions of all that is held. */
  digest(): Digest;

  /**
   * Writes a delta into the kernel. What cannot be written is refused one by one, and the rest is
   * applied. Each frontend's readers see its old or its new content whole.
   */
  apply(delta: DatapathDelta): Promise<ApplyResult>;

  /**
   * The first whole table of a controller has been applied. After an upgrade that changed the
   * layout, this is when traffic moves from the old maps to the new; else it does nothing.
   *
   * @throws DatapathError `kernel` when links cannot be moved; the old programs then go on.
   */
  completeFirstTable(): Promise<void>;

  /** Everything that is wrong with held redirects now, also what arose after they were applied. */
  warnings(): readonly Warning[];

  /** Verdicts per frontend. */
  counters(): readonly CounterReading[];

  /** How full the maps are. */
  mapFill(): readonly MapFill[];

  /** How many servers of backends are watched, and how they are. */
  servers(): ServerReading;

  /** Leaves links and maps pinned and working. Closing twice is allowed. */
  close(): void;
}
