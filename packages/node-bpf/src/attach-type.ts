import { type NumberedNames, numberedNames } from "./numbered-names.ts";

// The members of enum bpf_attach_type in linux/bpf.h that a cgroup has.
const pairs = [
  [0, "cgroup_inet_ingress"],
  [1, "cgroup_inet_egress"],
  [2, "cgroup_inet_sock_create"],
  [3, "cgroup_sock_ops"],
  [6, "cgroup_device"],
  [8, "cgroup_inet4_bind"],
  [9, "cgroup_inet6_bind"],
  [10, "cgroup_inet4_connect"],
  [11, "cgroup_inet6_connect"],
  [12, "cgroup_inet4_post_bind"],
  [13, "cgroup_inet6_post_bind"],
  [14, "cgroup_udp4_sendmsg"],
  [15, "cgroup_udp6_sendmsg"],
  [18, "cgroup_sysctl"],
  [19, "cgroup_udp4_recvmsg"],
  [20, "cgroup_udp6_recvmsg"],
  [21, "cgroup_getsockopt"],
  [22, "cgroup_setsockopt"],
  [29, "cgroup_inet4_getpeername"],
  [30, "cgroup_inet6_getpeername"],
  [31, "cgroup_inet4_getsockname"],
  [32, "cgroup_inet6_getsockname"],
  [34, "cgroup_inet_sock_release"],
  [43, "lsm_cgroup"],
  [49, "cgroup_unix_connect"],
  [50, "cgroup_unix_sendmsg"],
  [51, "cgroup_unix_recvmsg"],
  [52, "cgroup_unix_getpeername"],
  [53, "cgroup_unix_getsockname"],
] as const;

/** Where in a cgroup a program can be attached, named as bpftool names it. */
export type CgroupAttachType = (typeof pairs)[number][1];

/** The kernel's numbers of the attach types. */
export const cgroupAttachTypes: NumberedNames<CgroupAttachType> = numberedNames(
  "cgroup attach type",
  pairs,
);
