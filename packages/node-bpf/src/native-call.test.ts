import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { BpfError } from "./bpf-error.ts";
import { ClosedError } from "./closed-error.ts";
import { attempt, attemptLater } from "./native-call.ts";
import { bpfErrorBy, thrownBy } from "./testing/thrown-by.ts";

/** An error as the native part makes them. */
function nativeError(name: string, properties: Record<string, unknown>): Error {
  return Object.assign(new Error("native"), { name, ...properties });
}

function failWith(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe("attempt", () => {
  test("returns what the call returns", () => {
    expect(attempt("do it", () => 7)).toBe(7);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["an errno", { errno: 2 }, "Cannot open map x: ENOENT (no such file or directory)"],
    [
      "libbpf's words",
      { errno: 22, log: "libbpf: no BTF\n" },
      "Cannot open map x: EINVAL (invalid argument): no BTF",
    ],
    [
      "a hint where there are no words",
      { errno: 1, log: "" },
      "Cannot open map x: EPERM (operation not permitted): the process lacks a capability, such as CAP_BPF or CAP_NET_ADMIN",
    ],
    [
      "how much of a batch was done",
      { errno: 7, completed: 3 },
      "Cannot open map x: E2BIG (argument list too long): 3 entries were done before it failed",
    ],
    [
      "a number that only the kernel knows",
      { errno: 524 },
      "Cannot open map x: ENOTSUPP: the kernel has no such operation for this type",
    ],
    ["a number of libbpf", { errno: 4005 }, "Cannot open map x: LIBBPF_RELOCATION"],
    ["a number that nobody knows", { errno: 9999 }, "Cannot open map x: error 9999"],
  ])("makes a BpfError of %s", (_, properties, message) => {
    const cause = nativeError("NativeBpfError", properties);
    const error = bpfErrorBy(() => attempt("open map x", failWith(cause)));
    expect(error.message).toBe(message);
    expect(error).toMatchObject({ operation: "open map x", errno: properties["errno"], cause });
  });

  test("makes a BpfError of Node's own system errors, with a positive errno", () => {
    const error = bpfErrorBy(() => attempt("read it", () => readFileSync("/nowhere")));
    expect(error).toMatchObject({ code: "ENOENT", errno: 2, name: "BpfError" });
  });

  test("makes a ClosedError of what the native part calls closed", () => {
    const error = thrownBy(() =>
      attempt("open map x", failWith(nativeError("NativeClosedError", {}))),
    );
    expect(error).toBeInstanceOf(ClosedError);
    expect(error).toMatchObject({
      code: "ERR_BPF_CLOSED",
      message: "Cannot open map x: it was closed before",
    });
  });

  test("passes everything else on as it is", () => {
    const wrongArgument = new TypeError("Key must be a Uint8Array");
    expect(thrownBy(() => attempt("x", failWith(wrongArgument)))).toBe(wrongArgument);
    expect(() => attempt("x", failWith("no error at all"))).toThrow("no error at all");
  });
});

describe("attemptLater", () => {
  test("resolves with the call's result and translates what it rejects with", async () => {
    expect(await attemptLater("wait", () => Promise.resolve(3))).toBe(3);
    const failure = attemptLater("wait", () =>
      Promise.reject(nativeError("NativeBpfError", { errno: 38 })),
    );
    await expect(failure).rejects.toBeInstanceOf(BpfError);
    await expect(failure).rejects.toMatchObject({ code: "ENOSYS", operation: "wait" });
  });
});
