import { countersLayout, verdictNumbers } from "../generated/layout.ts";
import { type Verdict, verdictRecord } from "../verdict.ts";
import { littleEndian, viewOf } from "./byte-order.ts";

const bytesPerCount = countersLayout.size / verdictNumbers.VERDICTS;
const wordValues = 2 ** 32;

/** Sums the struct counters of all CPUs. Exact up to 2^53, which no counter reaches. */
export function sumVerdicts(perCpu: readonly Uint8Array[]): Readonly<Record<Verdict, number>> {
  const views = perCpu.map(viewOf);
  return verdictRecord((index) =>
    views.reduce((sum, view) => sum + countAt(view, bytesPerCount * index), 0),
  );
}

function countAt(view: DataView, offset: number): number {
  return (
    view.getUint32(offset, littleEndian) +
    wordValues * view.getUint32(offset + bytesPerCount / 2, littleEndian)
  );
}
