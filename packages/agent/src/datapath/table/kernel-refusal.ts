/** Why the kernel did not carry out an operation. */
export interface KernelRefusal {
  readonly code: "table-full" | "kernel";
  readonly message: string;
}

/** Errnos by which a map says that it has no room for one more entry. */
const full: ReadonlySet<unknown> = new Set(["E2BIG", "ENOSPC"]);

/**
 * Tells the kernel's refusal from a mistake of ours.
 * @throws the error itself when it names no errno.
 */
export function kernelRefusal(error: unknown): KernelRefusal {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
  if (!full.has(error.code)) return { code: "kernel", message: error.message };
  return { code: "table-full", message: `${error.message}: raise --max-redirects` };
}
