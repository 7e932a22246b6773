/** All that grpc-js says where the other side closes a connection right after TCP or TLS stands. */
const closedAtOnce = /^Failed to connect\b/;

const whyClosedAtOnce =
  "the other side closed the connection at once; does its --client-ca know the authority of --cert, and do both speak TLS";

/**
 * Why no connection came about, from the details of a gRPC status: grpc-js wraps the reason in words
 * of its own, or has none.
 */
export function connectionProblem(details: string): string {
  const [, cause = details] = /Last error: (.*)$/s.exec(details) ?? [];
  // It announces a note of its name resolver also where there is none.
  const text = cause.replace(/^Error: /, "").replace(/\.? Resolution note: *$/, "");
  return closedAtOnce.test(text) ? whyClosedAtOnce : text;
}
