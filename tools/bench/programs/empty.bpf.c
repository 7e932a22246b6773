/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/* What it costs to have any program there at all. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *ctx)
{
	return 1;
}
