import type { CounterReading } from "../datapath/datapath.ts";
import type { Verdict } from "../datapath/verdict.ts";

/** One series of verdicts as it is exported. */
export interface VerdictSample {
  /** Empty where the series sums several policies' frontends. */
  readonly policy: string;
  /** As `10.96.0.10:53/UDP`; `other` sums those beyond the bound. */
  readonly frontend: string;
  readonly verdict: Verdict;
  readonly count: number;
}

/** Which verdicts have a series of their own, and what the others have counted so far. */
export interface VerdictSeries {
  readonly samples: readonly VerdictSample[];
  /** Keys of the verdicts that have a series of their own. */
  readonly own: ReadonlySet<string>;
  /** The last readings of the others, by key. */
  readonly others: ReadonlyMap<string, number>;
  /** Sums of the others; they never fall, also when a frontend that they count goes. */
  readonly sums: ReadonlyMap<Verdict, number>;
}

/** How many series there may be, and how many of them are sums. */
export interface SeriesBounds {
  readonly all: number;
  /** One for each verdict. */
  readonly sums: number;
}

/** Enough for the frontends that a node has; a database of metrics takes it without trouble. */
export const seriesBounds: SeriesBounds = { all: 2_000, sums: 8 };

/** No verdict was given yet. */
export const noVerdictSeries: VerdictSeries = {
  samples: [],
  own: new Set(),
  others: new Map(),
  sums: new Map(),
};

/**
 * The series after a reading of all counters. Only what is not zero has one. Whoever came first
 * keeps a series of its own, and whoever is counted among the others stays there, so that no
 * connection is counted twice and no series jumps.
 */
export function nextVerdictSeries(
  before: VerdictSeries,
  readings: readonly CounterReading[],
  bounds: SeriesBounds = seriesBounds,
): VerdictSeries {
  const counted = new Map(readings.flatMap(countedVerdicts).map((each) => [keyOf(each), each]));
  const kept = [...before.own].filter((key) => counted.has(key));
  const fresh = [...counted.keys()].filter(
    (key) => !before.own.has(key) && !before.others.has(key),
  );
  const own = new Set([...kept, ...fresh].slice(0, bounds.all - bounds.sums));
  const others = [...counted].filter(([key]) => !own.has(key));
  const sums = new Map(before.sums);
  for (const [key, { verdict, count }] of others) {
    sums.set(verdict, (sums.get(verdict) ?? 0) + growth(before.others.get(key), count));
  }
  return {
    samples: [
      ...[...counted].filter(([key]) => own.has(key)).map(([, each]) => each),
      ...rest(sums),
    ],
    own,
    others: new Map(others.map(([key, { count }]) => [key, count])),
    sums,
  };
}

function countedVerdicts({ frontend, policy, verdicts }: CounterReading): VerdictSample[] {
  return Object.entries(verdicts)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => ({
      ...{ policy: policy.name, frontend, count },
      verdict: verdict as Verdict, // Object.entries forgets that the keys are verdicts
    }));
}

/** None of the three has a space in it. */
function keyOf({ policy, frontend, verdict }: VerdictSample): string {
  return `${policy} ${frontend} ${verdict}`;
}

/** A count that is less than before began anew: the frontend went and came back. */
function growth(before: number | undefined, now: number): number {
  return before === undefined || before > now ? now : now - before;
}

function rest(sums: ReadonlyMap<Verdict, number>): readonly VerdictSample[] {
  return Array.from(sums, ([verdict, count]) => ({
    ...{ policy: "", frontend: "other", verdict, count },
  }));
}
