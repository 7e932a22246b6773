import {
  addToDigest,
  emptyDigest,
  formatFrontend,
  redirectId,
  redirectVersion,
  removeFromDigest,
  type Digest,
  type FrontendKey,
  type Redirect,
} from "@localredirect/types/tables";
import type {
  ApplyResult,
  CounterReading,
  Datapath,
  DatapathDelta,
  HeldRedirect,
  MapFill,
  Refusal,
  Warning,
} from "../datapath.ts";
import type { ServerReading } from "../servers/watched-servers.ts";
import { verdictRecord, type Verdict } from "../verdict.ts";

/** How a FakeDatapath starts. */
export interface FakeDatapathOptions {
  /** What the kernel is found to hold. */
  readonly adopted?: readonly Redirect[];
  /** How many redirects fit; more are refused as `table-full`. */
  readonly capacity?: number;
}

/** A datapath in memory: what a kernel would hold, without one. */
export class FakeDatapath implements Datapath {
  readonly adopted: boolean;
  /** How often `completeFirstTable` was called. */
  firstTables = 0;
  closed = false;
  /** The deltas applied so far, oldest first. */
  readonly applied: DatapathDelta[] = [];
  readonly #capacity: number;
  readonly #held = new Map<FrontendKey, HeldRedirect>();
  readonly #counts = new Map<FrontendKey, Record<Verdict, number>>();
  #warnings: readonly Warning[] = [];
  #digest: Digest = emptyDigest;

  constructor(options: FakeDatapathOptions = {}) {
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.adopted = options.adopted !== undefined;
    for (const redirect of options.adopted ?? []) this.#hold(redirect);
  }

  held(): ReadonlyMap<FrontendKey, HeldRedirect> {
    return this.#held;
  }

  digest(): Digest {
    return this.#digest;
  }

  apply(delta: DatapathDelta): Promise<ApplyResult> {
    this.applied.push(delta);
    const refused: Refusal[] = [];
    for (const redirect of delta.upserts) {
      if (this.#fits(redirect)) this.#hold(redirect);
      else refused.push(this.#tableFull(redirect));
    }
    const removals = new Set(delta.removals);
    for (const [key, { id }] of [...this.#held]) if (removals.has(id)) this.#release(key);
    const ids = new Set(delta.upserts.map((redirect) => redirectId(redirect.frontend)));
    const warnings = this.#warnings.filter((warning) => ids.has(warning.id));
    return Promise.resolve({ refused, warnings });
  }

  completeFirstTable(): Promise<void> {
    this.firstTables += 1;
    return Promise.resolve();
  }

  warnings(): readonly Warning[] {
    return this.#warnings;
  }

  counters(): readonly CounterReading[] {
    return [...this.#held].map(([frontend, { policy }]) => ({
      frontend,
      policy,
      verdicts: this.#counts.get(frontend) ?? noVerdicts(),
    }));
  }

  mapFill(): readonly MapFill[] {
    return [{ map: "frontends", used: this.#held.size, capacity: this.#capacity }];
  }

  servers(): ServerReading {
    return { watched: 0, seen: 0, dead: 0, capacity: 64 };
  }

  close(): void {
    this.closed = true;
  }

  /** Lets the datapath warn of these from now on. */
  warn(warnings: readonly Warning[]): void {
    this.#warnings = warnings;
  }

  /** Counts as the kernel would, were there traffic. */
  count(frontend: FrontendKey, verdict: Verdict, times: number): void {
    const counts = this.#counts.get(frontend) ?? noVerdicts();
    counts[verdict] += times;
    this.#counts.set(frontend, counts);
  }

  #fits(redirect: Redirect): boolean {
    return this.#held.has(formatFrontend(redirect.frontend)) || this.#held.size < this.#capacity;
  }

  #tableFull(redirect: Redirect): Refusal {
    return {
      id: redirectId(redirect.frontend),
      version: redirectVersion(redirect),
      code: "table-full",
      message: `The table is full with ${this.#capacity} redirects; raise --max-redirects`,
    };
  }

  #hold(redirect: Redirect): void {
    const key = formatFrontend(redirect.frontend);
    this.#release(key);
    const version = redirectVersion(redirect);
    this.#digest = addToDigest(this.#digest, version);
    this.#held.set(key, {
      id: redirectId(redirect.frontend),
      frontend: redirect.frontend,
      policy: redirect.policy,
      version,
      backends: redirect.backends.length,
    });
  }

  #release(key: FrontendKey): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    this.#digest = removeFromDigest(this.#digest, held.version);
    this.#held.delete(key);
  }
}

function noVerdicts(): Record<Verdict, number> {
  return verdictRecord(() => 0);
}
