import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CounterReading } from "../datapath/datapath.ts";
import type { Verdict } from "../datapath/verdict.ts";
import { nextVerdictSeries, noVerdictSeries } from "./verdict-series.ts";
import type { VerdictSeries } from "./verdict-series.ts";

const none: Record<Verdict, number> = {
  ...{ redirected: 0, no_backend: 0, backend_dead: 0, self: 0, over_limit: 0, no_room: 0 },
  ...{ not_selected: 0, dry_run: 0 },
};

function reading(number: number, redirected: number): CounterReading {
  return {
    frontend: `10.96.0.${number}:53/UDP`,
    policy: { name: "dns", uid: "uid", id: 1 },
    verdicts: { ...none, redirected },
  };
}

/** Two series of their own beside one sum. */
const bounds = { all: 3, sums: 1 };

function frontendsOf({ samples }: VerdictSeries): readonly string[] {
  return samples.map(({ frontend, count }) => `${frontend} ${count}`);
}

describe("nextVerdictSeries", () => {
  test("has a series for what is not zero", () => {
    const series = nextVerdictSeries(noVerdictSeries, [reading(1, 3), reading(2, 0)]);
    expect(series.samples).toEqual([
      { policy: "dns", frontend: "10.96.0.1:53/UDP", verdict: "redirected", count: 3 },
    ]);
  });

  test("sums what is beyond the bound, without a policy", () => {
    const readings = [1, 2, 3, 4].map((number) => reading(number, number));
    const series = nextVerdictSeries(noVerdictSeries, readings, bounds);
    expect(series.samples).toHaveLength(bounds.all);
    expect(series.samples.at(-1)).toEqual({
      ...{ policy: "", frontend: "other", verdict: "redirected", count: 7 },
    });
  });

  test("keeps whoever came first, and the sum when one of the others goes", () => {
    const first = nextVerdictSeries(
      noVerdictSeries,
      [3, 4].map((n) => reading(n, 1)),
      bounds,
    );
    const more = [1, 2, 3, 4].map((number) => reading(number, 10));
    const second = nextVerdictSeries(first, more, bounds);
    expect(frontendsOf(second)).toEqual(["10.96.0.3:53/UDP 10", "10.96.0.4:53/UDP 10", "other 20"]);
    const third = nextVerdictSeries(second, [reading(1, 12), reading(3, 10)], bounds);
    expect(frontendsOf(third)).toEqual(["10.96.0.3:53/UDP 10", "other 22"]);
  });

  test("never has more series than the bound, and counts everything once", () => {
    const counts = fc.array(fc.nat(5), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 8 }), (rounds) => {
        let totals = [0, 0, 0, 0, 0, 0];
        let series = noVerdictSeries;
        for (const round of rounds) {
          totals = totals.map((total, index) => total + (round[index] ?? 0));
          series = nextVerdictSeries(
            series,
            totals.map((total, index) => reading(index, total)),
            bounds,
          );
          expect(series.samples.length).toBeLessThanOrEqual(bounds.all);
          const sum = series.samples.reduce((before, { count }) => before + count, 0);
          expect(sum).toBe(totals.reduce((before, total) => before + total, 0));
        }
      }),
    );
  });
});
