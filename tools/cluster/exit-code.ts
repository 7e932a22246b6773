import { ClusterError } from "./cluster-error.ts";

/**
 * Runs a command line and returns its exit code. What its user can do something about is said
 * without a stack: 1 for what a {@link ClusterError} says, 2 for wrong usage.
 */
export async function exitCodeOf(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ClusterError) && !isUsageError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof ClusterError ? 1 : 2;
  }
}

/** parseArgs throws what a person wrote wrongly as a TypeError with such a code. */
function isUsageError(error: unknown): error is TypeError {
  return (
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}
