import { formatFrontend } from "@localredirect/types/tables";
import type { CounterReading } from "./datapath.ts";
import { encodeNumber } from "./encode/number.ts";
import { sumVerdicts } from "./encode/verdict-counts.ts";
import type { PlacedRedirect } from "./table/placed-redirect.ts";
import type { PerCpuMap } from "./table-maps.ts";

/** Reads the verdicts of redirects. */
export function readCounters(
  counters: PerCpuMap,
  redirects: Iterable<PlacedRedirect>,
): readonly CounterReading[] {
  return [...redirects].map(({ frontend, policy, placement }) => ({
    frontend: formatFrontend(frontend),
    policy,
    verdicts: sumVerdicts(counters.getPerCpu(encodeNumber(placement.counters)) ?? []),
  }));
}
