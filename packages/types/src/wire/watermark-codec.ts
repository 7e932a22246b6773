import type { localredirect } from "../generated/wire.js";
import type { Watermark } from "../watermark.ts";
import { bounds } from "./bounds.ts";
import { readInteger, readList, readName } from "./fields.ts";

type WireWatermark = localredirect.v1.Watermark.$Properties;

/** The watermarks of a message. */
export function readWatermarks(
  value: readonly WireWatermark[] | null | undefined,
  path: string,
): readonly Watermark[] {
  return readList(value, path, { maximum: bounds.watermarks, readItem: readWatermark });
}

/** Watermarks as the generated code takes them. */
export function encodeWatermarks(watermarks: readonly Watermark[]): WireWatermark[] {
  return watermarks.map(({ source, epoch, revision }) => ({ source, epoch, revision }));
}

function readWatermark(watermark: WireWatermark): Watermark {
  return {
    source: readName(watermark.source, bounds.word, "source"),
    epoch: readInteger(watermark.epoch, "epoch"),
    revision: readInteger(watermark.revision, "revision"),
  };
}
