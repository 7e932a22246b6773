import type { localredirect } from "../generated/wire.js";
import { decodeHex, decodeOptionalHex } from "../hex.ts";
import type { Redirect } from "../redirect.ts";
import { redirectId, redirectIdLength, versionLength } from "../version.ts";
import { bounds } from "./bounds.ts";
import type { BatchMessage, InvalidRedirect } from "./controller-message.ts";
import { readHex, readInteger, readList, readOptionalHex } from "./fields.ts";
import { readFrontend } from "./frontend-codec.ts";
import { encodeRedirect, readRedirect } from "./redirect-codec.ts";
import { encodeTimestamp, readTimestamp } from "./timestamp-codec.ts";
import { encodeWatermarks, readWatermarks } from "./watermark-codec.ts";
import { WireError } from "./wire-error.ts";

type WireBatch = localredirect.v1.Batch.$Properties;
type WireRedirect = localredirect.v1.Redirect.$Properties;

/** A Batch as the generated code takes it. */
export function encodeBatch(batch: BatchMessage): WireBatch {
  const { nonce, upserts, removals, snapshotBegin, snapshotEnd } = batch;
  return {
    nonce,
    upserts: upserts.map(encodeRedirect),
    removals: removals.map((id) => decodeHex(id, redirectIdLength)),
    snapshotBegin,
    snapshotEnd,
    digest: decodeOptionalHex(batch.digest, versionLength),
    watermarks: encodeWatermarks(batch.watermarks),
    causedAt: encodeTimestamp(batch.causedAt),
  };
}

/** A Batch from the wire. A redirect that cannot be taken goes to `invalid`, the rest stands. */
export function readBatch(batch: WireBatch): BatchMessage {
  const items = readList(batch.upserts, "upserts", {
    maximum: bounds.upserts,
    readItem: readOrReject,
  });
  return {
    kind: "batch",
    nonce: readInteger(batch.nonce, "nonce"),
    upserts: items.filter((item) => "backends" in item),
    invalid: items.filter((item) => "invalid" in item),
    removals: readList(batch.removals, "removals", {
      maximum: bounds.removals,
      readItem: (id) => readHex(id, redirectIdLength, ""),
    }),
    snapshotBegin: batch.snapshotBegin ?? false,
    snapshotEnd: batch.snapshotEnd ?? false,
    digest: readOptionalHex(batch.digest, versionLength, "digest"),
    watermarks: readWatermarks(batch.watermarks, "watermarks"),
    causedAt: readTimestamp(batch.causedAt, "causedAt"),
  };
}

function readOrReject(redirect: WireRedirect): Redirect | InvalidRedirect {
  try {
    return readRedirect(redirect);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { ...identify(redirect), invalid: error.message };
  }
}

/** What can be said of a bad redirect so that it can be refused by its id. */
function identify(redirect: WireRedirect): Pick<InvalidRedirect, "id" | "frontend"> {
  try {
    const frontend = readFrontend(redirect.frontend);
    return { id: redirectId(frontend), frontend };
  } catch (error) {
    if (error instanceof WireError) return {};
    throw error;
  }
}
