import type { Watermark } from "@localredirect/types";

/**
 * The first of our sources that an agent has seen further than we have read it; undefined: none.
 * A source that we do not have says nothing about those that we have.
 */
export function sourceBehind(
  ours: readonly Watermark[],
  theirs: readonly Watermark[],
): string | undefined {
  const seen = new Map(theirs.map((watermark) => [watermark.source, watermark]));
  return ours.find((watermark) => {
    const other = seen.get(watermark.source);
    return other !== undefined && isOlder(watermark, other);
  })?.source;
}

function isOlder(one: Watermark, other: Watermark): boolean {
  return one.epoch === other.epoch ? one.revision < other.revision : one.epoch < other.epoch;
}
