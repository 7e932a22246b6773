import { status } from "@grpc/grpc-js";
import { connectionProblem } from "@localredirect/process/light";
import type { StreamEnd } from "./controller-stream.ts";

/** What people can do about the codes that tables.proto names; others explain themselves. */
const mends: ReadonlyMap<status, string> = new Map([
  [status.UNAUTHENTICATED, "give the agent a valid certificate (--cert, --key) or token (--token)"],
  [status.PERMISSION_DENIED, "the certificate or token must be this node's; compare with --node"],
  [status.FAILED_PRECONDITION, "controller and agent have no schema in common; upgrade the older"],
  [status.UNIMPLEMENTED, "what answers there is no localredirect controller; check --controller"],
]);

/** What a gRPC status says of a stream's end. */
export function streamEnd(code: status, details: string): StreamEnd {
  const mend = mends.get(code);
  const text = connectionProblem(details);
  const said = text === "" ? status[code] : `${status[code]}: ${text}`;
  return {
    reason: mend === undefined ? said : `${said}; ${mend}`,
    // The only code by which a controller says that a message was out of order or out of bounds.
    broken: code === status.INVALID_ARGUMENT,
  };
}
