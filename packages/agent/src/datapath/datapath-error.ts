/**
 * Why the datapath cannot work at all. `locked`: another agent has the pin folder; `pins`: what is
 * pinned there cannot be used; `kernel`: the kernel refuses the programs or their links.
 */
export type DatapathErrorCode = "locked" | "pins" | "kernel";

/** The datapath cannot be opened, or cannot go on. */
export class DatapathError extends Error {
  override readonly name = "DatapathError";
  readonly code: DatapathErrorCode;

  constructor(code: DatapathErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
