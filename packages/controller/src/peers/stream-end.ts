import { status } from "@grpc/grpc-js";
import { WireError } from "@localredirect/types";

import { PeerViolation } from "./peer-violation.ts";

/** How a stream to a replica ended. */
export interface StreamEnd {
  /** `closed`, a violation's code or a gRPC status: the metric's label. */
  readonly reason: string;
  /** For people. */
  readonly details: string;
}

/** What an error that ended a stream says; undefined: the replica closed it. */
export function streamEnd(error: unknown): StreamEnd {
  if (error === undefined) return { reason: "closed", details: "The replica closed the stream" };
  if (error instanceof PeerViolation) return { reason: error.code, details: error.message };
  if (error instanceof WireError) return { reason: "malformed", details: error.message };
  const { code, message } = error as Partial<Record<"code" | "message", unknown>>;
  const name = typeof code === "number" ? status[code] : undefined;
  // What is none of gRPC's is an error of ours, which a replica must not bring us down by.
  return { reason: name?.toLowerCase() ?? "internal", details: String(message) };
}
