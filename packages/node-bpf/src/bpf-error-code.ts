import { constants } from "node:os";

const libcNames = [
  "E2BIG",
  "EACCES",
  "EAGAIN",
  "EBADF",
  "EBUSY",
  "ECANCELED",
  "EEXIST",
  "EFAULT",
  "EFBIG",
  "EILSEQ",
  "EINTR",
  "EINVAL",
  "EIO",
  "EISDIR",
  "ELOOP",
  "EMFILE",
  "EMLINK",
  "EMSGSIZE",
  "ENAMETOOLONG",
  "ENFILE",
  "ENODATA",
  "ENODEV",
  "ENOENT",
  "ENOEXEC",
  "ENOLINK",
  "ENOMEM",
  "ENOSPC",
  "ENOSYS",
  "ENOTDIR",
  "ENOTEMPTY",
  "ENOTTY",
  "ENXIO",
  "EOPNOTSUPP",
  "EOVERFLOW",
  "EPERM",
  "EPROTO",
  "ERANGE",
  "EROFS",
  "ESPIPE",
  "ESRCH",
  "ESTALE",
  "ETIMEDOUT",
  "EXDEV",
] as const;

/** Numbers that no libc names: the kernel's own, and libbpf's (enum libbpf_errno in libbpf.h). */
const otherCodes = {
  ENOTSUPP: 524,
  LIBBPF_LIBELF: 4000,
  LIBBPF_FORMAT: 4001,
  LIBBPF_KERNEL_VERSION: 4002,
  LIBBPF_ENDIAN: 4003,
  LIBBPF_INTERNAL: 4004,
  LIBBPF_RELOCATION: 4005,
  LIBBPF_LOAD: 4006,
  LIBBPF_VERIFY: 4007,
  LIBBPF_PROGRAM_TOO_BIG: 4008,
  LIBBPF_KERNEL_VERSION_WRONG: 4009,
  LIBBPF_PROGRAM_TYPE: 4010,
  LIBBPF_WRONG_PID: 4011,
  LIBBPF_INVALID_SEQUENCE: 4012,
  LIBBPF_NETLINK_PARSE: 4013,
} as const;

/**
 * Names of what the kernel, the C library and libbpf can answer. ENOTSUPP is the kernel's own
 * "this map type has no such operation"; LIBBPF_ names are libbpf's complaints about an object.
 */
export type BpfErrorCode = (typeof libcNames)[number] | keyof typeof otherCodes | "UNKNOWN";

/** The type of a number's keys is lost by Object.entries, so the pairs are typed here. */
const names: ReadonlyMap<number, BpfErrorCode> = new Map<number, BpfErrorCode>([
  ...libcNames.map((name): [number, BpfErrorCode] => [constants.errno[name], name]),
  ...Object.entries(otherCodes).map(([name, errno]): [number, BpfErrorCode] => [
    errno,
    // Object.entries widens the keys to string.
    name as keyof typeof otherCodes,
  ]),
]);

/** The name of a positive errno, "UNKNOWN" for one that has none here. */
export function bpfErrorCode(errno: number): BpfErrorCode {
  return names.get(errno) ?? "UNKNOWN";
}
