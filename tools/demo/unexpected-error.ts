/** Something did not come out as a demo says. */
export class UnexpectedError extends Error {
  override readonly name = "UnexpectedError";
}
