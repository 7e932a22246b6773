import { BpfError } from "../bpf-error.ts";

/** What a call throws; the test fails when it throws nothing. */
export function thrownBy(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error("Something else than an Error was thrown", { cause: error });
  }
  throw new Error("Expected an error, none was thrown");
}

/** The BpfError that a call throws; the test fails when it throws something else. */
export function bpfErrorBy(call: () => unknown): BpfError {
  const error = thrownBy(call);
  if (error instanceof BpfError) return error;
  throw new Error("Expected a BpfError", { cause: error });
}
