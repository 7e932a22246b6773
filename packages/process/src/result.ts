/** What came of reading something that a person wrote: the value, or what is wrong with it. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };

/** A good result. */
export function good<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** A bad result; the reason is a sentence without a final period that says what to do. */
export function bad(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
