import { getSystemErrorMessage } from "node:util";

import { type BpfErrorCode, bpfErrorCode } from "./bpf-error-code.ts";
import { parseLibbpfLog } from "./libbpf-log.ts";

/** What is known of a failed operation besides its errno. */
export interface BpfErrorDetails {
  /** Everything that libbpf wrote meanwhile. */
  readonly log?: string;
  /** What went wrong, in words for the message. */
  readonly detail?: string;
  /** The error of a lower layer. */
  readonly cause?: unknown;
}

const hints: Partial<Record<BpfErrorCode, string>> = {
  EPERM: "the process lacks a capability, such as CAP_BPF or CAP_NET_ADMIN",
  ENOTSUPP: "the kernel has no such operation for this type",
  LIBBPF_FORMAT: "it is no BPF object that libbpf can read",
  LIBBPF_LIBELF: "it is no ELF file",
};

/** An operation that the kernel or libbpf refused. */
export class BpfError extends Error {
  override readonly name = "BpfError";
  /** The errno's name, "UNKNOWN" when it has none. */
  readonly code: BpfErrorCode;
  /** Positive, as in errno.h. */
  readonly errno: number;
  /** What was being done, such as "load object redirect.bpf.o". */
  readonly operation: string;
  /** What the verifier wrote about the program that it rejected (the last MiB of it). */
  readonly verifierLog: string | undefined;

  constructor(operation: string, errno: number, details: BpfErrorDetails = {}) {
    const code = bpfErrorCode(errno);
    const log = parseLibbpfLog(details.log ?? "");
    const detail = details.detail ?? (log.detail === "" ? hints[code] : log.detail);
    const reason =
      detail === undefined ? describe(errno, code) : `${describe(errno, code)}: ${detail}`;
    super(
      `Cannot ${operation}: ${reason}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.errno = errno;
    this.operation = operation;
    this.verifierLog = log.verifierLog;
  }
}

function describe(errno: number, code: BpfErrorCode): string {
  if (code === "UNKNOWN") return `error ${errno}`;
  // Of the names that only the kernel or libbpf know, the system has no text.
  const text =
    code === "ENOTSUPP" || code.startsWith("LIBBPF_") ? "" : getSystemErrorMessage(-errno);
  return text === "" ? code : `${code} (${text})`;
}
