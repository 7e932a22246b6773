import type { CheckResult } from "@localredirect/process";

/** Where the table that the kernel acts on came from. */
export type TableSource = "controller" | "adopted";

/** Whether the kernel holds a table. */
export type Readiness =
  /** It holds none, or one that a controller may be about to replace. */
  | { readonly kind: "waiting" }
  /** It acts on a table, that of a controller or the one it held when the agent came. */
  | { readonly kind: "ready"; readonly source: TableSource };

/** What readiness depends on. */
export type ReadinessInput =
  /** A controller's whole table is in the kernel. */
  | "table-complete"
  /** No controller answers, or none has within `adoptionPatience`. */
  | "alone";

/**
 * How long an adopted table waits for a controller's word before it counts, in milliseconds. A
 * controller that is there answers within a fraction of it.
 */
export const adoptionPatience = 2_000;

/**
 * Readiness after an input. It is never lost again: the kernel goes on with what it holds, whatever
 * becomes of controllers.
 */
export function nextReadiness(
  before: Readiness,
  input: ReadinessInput,
  adopted: boolean,
): Readiness {
  if (input === "table-complete") return { kind: "ready", source: "controller" };
  return before.kind === "waiting" && adopted ? { kind: "ready", source: "adopted" } : before;
}

/** How /readyz says it. */
export function tableCheck(readiness: Readiness, redirects: number): CheckResult {
  return readiness.kind === "ready"
    ? { ok: true, message: `${redirects} redirects, ${origins[readiness.source]}` }
    : { ok: false, message: "no controller has sent a table yet, and none was found pinned" };
}

const origins: Readonly<Record<TableSource, string>> = {
  controller: "from the controller",
  adopted: "adopted from an earlier agent",
};

/** How /readyz says whether a controller is there; without one, the kernel works on all the same. */
export function controllerCheck(isServed: boolean, secondsAlone: number): CheckResult {
  const seconds = Math.floor(secondsAlone);
  return { ok: true, message: isServed ? "served" : `alone for ${seconds} s` };
}
