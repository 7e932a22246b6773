/** The code of a failed system call, as ENOENT; of anything else, its text. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  return String(error);
}
