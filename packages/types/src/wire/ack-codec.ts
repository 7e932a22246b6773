import type { localredirect } from "../generated/wire.js";
import { decodeHex, decodeOptionalHex } from "../hex.ts";
import { redirectIdLength, versionLength } from "../version.ts";
import type { AckMessage, RedirectWarning, Refusal } from "./agent-message.ts";
import { bounds } from "./bounds.ts";
import { clipText } from "./clip-text.ts";
import { readHex, readInteger, readList, readOptionalHex, readText } from "./fields.ts";
import { encodeRefusalCode, readRefusalCode } from "./refusal-code.ts";
import { encodeTimestamp, readTimestamp } from "./timestamp-codec.ts";

type WireAck = localredirect.v1.Ack.$Properties;
type WireRefusal = localredirect.v1.Refusal.$Properties;
type WireWarning = localredirect.v1.Warning.$Properties;

/** An Ack as the generated code takes it. */
export function encodeAck(ack: AckMessage): WireAck {
  return {
    nonce: ack.nonce,
    digest: decodeHex(ack.digest, versionLength),
    refused: ack.refused.map(encodeRefusal),
    appliedAt: encodeTimestamp(ack.appliedAt),
    warnings: ack.warnings.map(encodeWarning),
  };
}

/** An Ack from the wire. */
export function readAck(ack: WireAck): AckMessage {
  const maximum = bounds.redirectProblems;
  return {
    kind: "ack",
    nonce: readInteger(ack.nonce, "nonce"),
    digest: readHex(ack.digest, versionLength, "digest"),
    refused: readList(ack.refused, "refused", { maximum, readItem: readRefusal }),
    appliedAt: readTimestamp(ack.appliedAt, "appliedAt"),
    warnings: readList(ack.warnings, "warnings", { maximum, readItem: readWarning }),
  };
}

function encodeRefusal(refusal: Refusal): WireRefusal {
  return {
    id: decodeHex(refusal.id, redirectIdLength),
    version: decodeOptionalHex(refusal.version, versionLength),
    code: encodeRefusalCode(refusal.code),
    message: clipText(refusal.message, bounds.message),
  };
}

function readRefusal(refusal: WireRefusal): Refusal {
  return {
    id: readHex(refusal.id, redirectIdLength, "id"),
    version: readOptionalHex(refusal.version, versionLength, "version"),
    code: readRefusalCode(refusal.code),
    message: readText(refusal.message, bounds.message, "message"),
  };
}

function encodeWarning(warning: RedirectWarning): WireWarning {
  return {
    id: decodeHex(warning.id, redirectIdLength),
    message: clipText(warning.message, bounds.message),
  };
}

function readWarning(warning: WireWarning): RedirectWarning {
  return {
    id: readHex(warning.id, redirectIdLength, "id"),
    message: readText(warning.message, bounds.message, "message"),
  };
}
