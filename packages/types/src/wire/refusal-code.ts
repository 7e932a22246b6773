import { localredirect } from "../generated/wire.js";
import type { RefusalCode } from "./agent-message.ts";

type WireCode = localredirect.v1.Refusal.Code;

const { Code } = localredirect.v1.Refusal;

const numbers: Readonly<Record<RefusalCode, WireCode>> = {
  unknown: Code.CODE_UNSPECIFIED,
  invalid: Code.CODE_INVALID,
  "table-full": Code.CODE_TABLE_FULL,
  unsupported: Code.CODE_UNSUPPORTED,
  kernel: Code.CODE_KERNEL,
};

const codes: ReadonlyMap<number, RefusalCode> = new Map([
  [Code.CODE_INVALID, "invalid"],
  [Code.CODE_TABLE_FULL, "table-full"],
  [Code.CODE_UNSUPPORTED, "unsupported"],
  [Code.CODE_KERNEL, "kernel"],
]);

/** A refusal's code as it stands on the wire. */
export function encodeRefusalCode(code: RefusalCode): WireCode {
  return numbers[code];
}

/** A refusal's code from the wire; what a newer agent may say is `unknown`. */
export function readRefusalCode(code: number | null | undefined): RefusalCode {
  return codes.get(code ?? 0) ?? "unknown";
}
