/** A handle was used after its close(). */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
  /** The same for every instance, in the manner of Node's own codes. */
  readonly code = "ERR_BPF_CLOSED";

  constructor(operation: string, options?: ErrorOptions) {
    super(`Cannot ${operation}: it was closed before`, options);
  }
}
