/**
 * What became of a connect or a datagram to a frontend, in the order of `enum verdict` in
 * bpf/layout.h; the names are those of metrics and events.
 */
export const verdicts = [
  "redirected",
  "no_backend",
  "backend_dead",
  "self",
  "over_limit",
  "no_room",
  "not_selected",
  "dry_run",
] as const;

/** One of `verdicts`. */
export type Verdict = (typeof verdicts)[number];
