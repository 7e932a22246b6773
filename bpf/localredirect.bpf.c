/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * The programs: thin wrappers that read a destination or a source out of the socket's context,
 * ask redirect.h, and write the answer back. Each returns 1, "go on", whatever happens.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/in.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "redirect.h"

char LICENSE[] SEC("license") = "GPL";

/* Which build of the programs this is, for `localredirect check`; tests of upgrades set it. */
#ifndef PROGRAM_VERSION
#define PROGRAM_VERSION 1
#endif
const volatile u32 program_version = PROGRAM_VERSION;

/* Never used: it makes the compiler write these types into BTF, where the agent's layout is read. */
const volatile struct {
	enum layout_constant constants;
	enum redirect_flag flags;
	enum resume_flag resume_flags;
	enum server_life server_life;
	enum verdict verdict;
} layout_types;

/* The third word of an IPv4 address in 16 bytes, ::ffff:a.b.c.d. */
#define MAPPED bpf_htonl(0xffff)

static __always_inline bool is_ours(const struct bpf_sock_addr *ctx)
{
	return ctx->protocol == IPPROTO_TCP || ctx->protocol == IPPROTO_UDP;
}

static __always_inline struct frontend_key key4(const struct bpf_sock_addr *ctx)
{
	return (struct frontend_key){
		.address = { 0, 0, MAPPED, ctx->user_ip4 },
		.port = ctx->user_port,
		.protocol = ctx->protocol,
	};
}

static __always_inline struct frontend_key key6(const struct bpf_sock_addr *ctx)
{
	return (struct frontend_key){
		.address = { ctx->user_ip6[0], ctx->user_ip6[1], ctx->user_ip6[2],
			     ctx->user_ip6[3] },
		.port = ctx->user_port,
		.protocol = ctx->protocol,
	};
}

static __always_inline void write4(struct bpf_sock_addr *ctx, const u32 address[4], u16 port)
{
	if (address[2] != MAPPED || address[0] || address[1])
		return;
	ctx->user_ip4 = address[3];
	ctx->user_port = port;
}

static __always_inline void write6(struct bpf_sock_addr *ctx, const u32 address[4], u16 port)
{
	ctx->user_ip6[0] = address[0];
	ctx->user_ip6[1] = address[1];
	ctx->user_ip6[2] = address[2];
	ctx->user_ip6[3] = address[3];
	ctx->user_port = port;
}

static __always_inline int towards4(struct bpf_sock_addr *ctx, enum hook hook)
{
	struct frontend_key key = key4(ctx);
	const struct backend *backend = is_ours(ctx) ? redirect(ctx, hook, &key) : NULL;

	if (backend)
		write4(ctx, backend->address, backend->port);
	return 1;
}

static __always_inline int towards6(struct bpf_sock_addr *ctx, enum hook hook)
{
	struct frontend_key key = key6(ctx);
	const struct backend *backend = is_ours(ctx) ? redirect(ctx, hook, &key) : NULL;

	if (backend)
		write6(ctx, backend->address, backend->port);
	return 1;
}

static __always_inline int shown4(struct bpf_sock_addr *ctx)
{
	struct frontend_key source = key4(ctx);
	const struct endpoint *original = is_ours(ctx) ? meant(ctx, &source) : NULL;

	if (original)
		write4(ctx, original->address, original->port);
	return 1;
}

static __always_inline int shown6(struct bpf_sock_addr *ctx)
{
	struct frontend_key source = key6(ctx);
	const struct endpoint *original = is_ours(ctx) ? meant(ctx, &source) : NULL;

	if (original)
		write6(ctx, original->address, original->port);
	return 1;
}

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *ctx)
{
	return towards4(ctx, HOOK_CONNECT);
}

SEC("cgroup/connect6")
int connect6(struct bpf_sock_addr *ctx)
{
	return towards6(ctx, HOOK_CONNECT);
}

SEC("cgroup/sendmsg4")
int sendmsg4(struct bpf_sock_addr *ctx)
{
	return towards4(ctx, HOOK_SENDMSG);
}

SEC("cgroup/sendmsg6")
int sendmsg6(struct bpf_sock_addr *ctx)
{
	return towards6(ctx, HOOK_SENDMSG);
}

SEC("cgroup/recvmsg4")
int recvmsg4(struct bpf_sock_addr *ctx)
{
	return shown4(ctx);
}

SEC("cgroup/recvmsg6")
int recvmsg6(struct bpf_sock_addr *ctx)
{
	return shown6(ctx);
}

SEC("cgroup/getpeername4")
int getpeername4(struct bpf_sock_addr *ctx)
{
	return shown4(ctx);
}

SEC("cgroup/getpeername6")
int getpeername6(struct bpf_sock_addr *ctx)
{
	return shown6(ctx);
}

SEC("cgroup/sock_release")
int sock_release(struct bpf_sock *ctx)
{
	release(bpf_get_socket_cookie(ctx));
	forget_bind(ctx);
	return 1;
}

SEC("cgroup/post_bind4")
int post_bind4(struct bpf_sock *ctx)
{
	record_bind(ctx);
	return 1;
}

SEC("cgroup/post_bind6")
int post_bind6(struct bpf_sock *ctx)
{
	record_bind(ctx);
	return 1;
}

/* What the kernel gives to a program that goes through the sockets of a map. */
struct bpf_iter__bpf_sk_storage_map {
	struct bpf_sock *sk;
	struct bound_socket *value; /* NULL: after the last one */
} CO_RE;

/*
 * Run by the agent when it has named new servers: counts the sockets that were bound before, in
 * whichever network namespace they are.
 */
SEC("iter/bpf_sk_storage_map")
int count_bound(struct bpf_iter__bpf_sk_storage_map *ctx)
{
	struct bound_socket *bound = ctx->value;

	if (bound)
		count_socket(bound);
	return 0;
}

/* What the kernel gives to a program that goes through the entries of any other map. */
struct bpf_iter__bpf_map_elem {
	struct bound_socket *value; /* NULL: after the last one */
} CO_RE;

/* The same for the sockets of Multipath TCP. */
SEC("iter/bpf_map_elem")
int count_bound_multipath(struct bpf_iter__bpf_map_elem *ctx)
{
	struct bound_socket *bound = ctx->value;

	if (bound)
		count_socket(bound);
	return 0;
}

/* Run by the agent itself, so that its own traffic can be told from all other. */
SEC("syscall")
int identify(void *ctx)
{
	u32 zero = 0;
	u32 process = bpf_get_current_pid_tgid() >> 32;

	bpf_map_update_elem(&agent_self, &zero, &process, BPF_ANY);
	return 0;
}
