/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * The least that redirects: one hash look-up and the rewrite. No filter, no original destination,
 * no choice of a backend, no counters, no loops avoided.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct destination {
	__u32 address; /* network order */
	__u16 port;    /* network order */
	__u8 protocol;
	__u8 zero;
};

struct target {
	__u32 address; /* network order */
	__u32 port;    /* network order, in the lower half */
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536);
	__type(key, struct destination);
	__type(value, struct target);
} targets SEC(".maps");

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *ctx)
{
	struct destination key = {
		.address = ctx->user_ip4,
		.port = ctx->user_port,
		.protocol = ctx->protocol,
	};
	struct target *target = bpf_map_lookup_elem(&targets, &key);

	if (target) {
		ctx->user_ip4 = target->address;
		ctx->user_port = target->port;
	}
	return 1;
}
