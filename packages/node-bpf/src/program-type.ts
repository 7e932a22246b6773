import { type NumberedNames, numberedNames } from "./numbered-names.ts";

// In the order of enum bpf_prog_type in linux/bpf.h, from BPF_PROG_TYPE_SOCKET_FILTER (1) on.
const names = [
  "socket_filter",
  "kprobe",
  "sched_cls",
  "sched_act",
  "tracepoint",
  "xdp",
  "perf_event",
  "cgroup_skb",
  "cgroup_sock",
  "lwt_in",
  "lwt_out",
  "lwt_xmit",
  "sock_ops",
  "sk_skb",
  "cgroup_device",
  "sk_msg",
  "raw_tracepoint",
  "cgroup_sock_addr",
  "lwt_seg6local",
  "lirc_mode2",
  "sk_reuseport",
  "flow_dissector",
  "cgroup_sysctl",
  "raw_tracepoint_writable",
  "cgroup_sockopt",
  "tracing",
  "struct_ops",
  "ext",
  "lsm",
  "sk_lookup",
  "syscall",
  "netfilter",
] as const;

/** Kinds of programs, named as bpftool names them. */
export type ProgramType = (typeof names)[number];

/** The kernel's numbers of the program types. */
export const programTypes: NumberedNames<ProgramType> = numberedNames(
  "program type",
  names.map((name, index) => [index + 1, name]),
);
