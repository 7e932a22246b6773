import { BpfError } from "./bpf-error.ts";
import { ClosedError } from "./closed-error.ts";

/**
 * Calls into the native part or the file system and turns a failure into an error of ours.
 *
 * @param operation what is being done, to follow "Cannot"
 * @throws {BpfError} the kernel or libbpf refused
 * @throws {ClosedError} the handle was closed
 * @throws {TypeError | RangeError} as the native part threw them: a wrong argument
 */
export function attempt<T>(operation: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw translate(operation, error);
  }
}

/** As attempt, for a call that answers later. */
export async function attemptLater<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translate(operation, error);
  }
}

/** The one place where names and numbers of errors become classes. */
function translate(operation: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "NativeClosedError") return new ClosedError(operation, { cause: error });
  if (!("errno" in error) || typeof error.errno !== "number") return error;
  const log = "log" in error && typeof error.log === "string" ? error.log : "";
  const completed = "completed" in error ? completedDetail(error.completed) : {};
  // Node's own errors carry the errno negated.
  return new BpfError(operation, Math.abs(error.errno), { log, ...completed, cause: error });
}

function completedDetail(completed: unknown): { detail?: string } {
  if (typeof completed !== "number") return {};
  return { detail: `${completed} entries were done before it failed` };
}
