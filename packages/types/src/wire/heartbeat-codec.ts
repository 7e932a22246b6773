import type { localredirect } from "../generated/wire.js";
import { decodeOptionalHex } from "../hex.ts";
import { versionLength } from "../version.ts";
import { readOptionalHex } from "./fields.ts";
import type { HeartbeatMessage } from "./heartbeat-message.ts";
import { encodeWatermarks, readWatermarks } from "./watermark-codec.ts";

type WireHeartbeat = localredirect.v1.Heartbeat.$Properties;

/** A heartbeat as the generated code takes it. */
export function encodeHeartbeat({ digest, watermarks }: HeartbeatMessage): WireHeartbeat {
  return {
    digest: decodeOptionalHex(digest, versionLength),
    watermarks: encodeWatermarks(watermarks),
  };
}

/** A heartbeat from the wire. */
export function readHeartbeat(heartbeat: WireHeartbeat): HeartbeatMessage {
  return {
    kind: "heartbeat",
    digest: readOptionalHex(heartbeat.digest, versionLength, "digest"),
    watermarks: readWatermarks(heartbeat.watermarks, "watermarks"),
  };
}
