import { type Load, type LoadOptions, type LoadTotals, startLoad } from "../world/load.ts";
import type { Place } from "../world/place.ts";
import { until } from "../world/until.ts";

/** What became of all loads together. */
export interface LoadOutcome {
  readonly connections: number;
  readonly failed: number;
  readonly misdirected: number;
  /** Of each load the first failure, or nothing. */
  readonly failures: readonly string[];
  /** Who answered the loads, in their order. */
  readonly servers: readonly (readonly string[])[];
}

/** What is expected of every load, whatever happens meanwhile. */
export const unharmed = { failed: 0, misdirected: 0, failures: [] } as const;

/** New connections of every load that must be made before and after whatever happens. */
const connectionsBetween = 300;

/**
 * Puts loads on, does something, and takes them off again.
 *
 * @param during what happens; `more` waits until every load has made some hundred new connections
 */
export async function underLoad(
  place: Place,
  options: readonly LoadOptions[],
  during: (more: () => Promise<void>) => Promise<void>,
): Promise<LoadOutcome> {
  const loads = await Promise.all(options.map((one) => startLoad(place, { workers: 2, ...one })));
  const more = async (): Promise<void> => {
    await Promise.all(loads.map((load) => makeMore(load)));
  };
  await more();
  await during(more);
  await more();
  return sum(await Promise.all(loads.map((load) => load.stop())));
}

async function makeMore(load: Load): Promise<void> {
  const { connections } = await load.totals();
  await until(`${connectionsBetween} more connections are made`, async () => {
    return (await load.totals()).connections >= connections + connectionsBetween;
  });
}

function sum(all: readonly LoadTotals[]): LoadOutcome {
  const total = (of: "connections" | "failed" | "misdirected"): number =>
    all.reduce((so, totals) => so + totals[of], 0);
  return {
    connections: total("connections"),
    failed: total("failed"),
    misdirected: total("misdirected"),
    failures: all.map(({ firstFailure }) => firstFailure).filter((text) => text !== ""),
    servers: all.map(({ servers }) => Object.keys(servers).sort()),
  };
}
