/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Whether a backend has a process that serves it.
 *
 * A bind records who bound the socket to which port; a release takes a socket from the server that
 * it was counted for. A server whose last socket goes is dead, and one of whom nothing is known is
 * alive. No agent is needed for any of it: an agent only names the servers that matter, and lets
 * count_socket see the sockets that were bound before (program count_bound).
 */
#pragma once

#include <bpf/bpf_core_read.h>

#include "kernel.h"
#include "maps.h"

/*
 * No program sees a cheap sign of listen(2), so a server that comes back gets this long from its
 * bind to be ready. Long enough for programs that read a configuration in between.
 */
#define NANOSECONDS_TO_LISTEN 1000000000ULL

/*
 * One bit for each port that some server has. UDP ports that the kernel chooses are recorded only
 * where their bit is set: some C libraries bind a socket to such a port for each query of a name.
 */
u64 served_ports[PORTS / 64] SEC(".data.ports");

static __always_inline bool is_recorded(u32 protocol, u16 port)
{
	if (protocol == IPPROTO_TCP || port < FIRST_EPHEMERAL_PORT || port > LAST_EPHEMERAL_PORT)
		return true;
	return served_ports[port / 64] >> (port % 64) & 1;
}

static __always_inline struct server_state *server_state(u32 server)
{
	return bpf_map_lookup_elem(&server_states, &server);
}

/* The server of the nearest cgroup that has one; 0: none. */
static __always_inline u32 find_server(const struct bound_socket *bound)
{
	struct server_key key = { .port = bound->port, .protocol = bound->protocol };

	for (int i = 0; i < BINDER_CGROUPS; i++) {
		u32 *server;

		key.cgroup = bound->cgroups[i];
		if (!key.cgroup)
			return 0;
		server = bpf_map_lookup_elem(&servers, &key);
		if (server)
			return *server;
	}
	return 0;
}

static __always_inline void revive(struct server_state *server)
{
	__sync_val_compare_and_swap(&server->state, SERVER_DEAD,
				    bpf_ktime_get_ns() + NANOSECONDS_TO_LISTEN);
}

/*
 * Counts a socket for its server, if it has one. A bind and an agent that names the server may meet:
 * the one records and then looks, the other names and then goes through the records, so that at
 * least one of them finds the other, and the swap lets only one count.
 */
static __always_inline void count_socket(struct bound_socket *bound)
{
	/* Reads as a full barrier: what was recorded can be seen before servers are looked through. */
	u32 counted = __sync_val_compare_and_swap(&bound->server, 0, 0);
	u32 number = counted ? 0 : find_server(bound);
	struct server_state *server = number ? server_state(number) : NULL;

	if (!server || __sync_val_compare_and_swap(&bound->server, 0, number))
		return;
	__sync_fetch_and_add(&server->sockets, 1);
	revive(server);
}

/* The cgroups of the task that runs, bottom up. */
static __always_inline void record_cgroups(struct bound_socket *bound)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct cgroup *cgroup = task->cgroups->dfl_cgrp;

	for (int i = 0; i < BINDER_CGROUPS; i++) {
		bound->cgroups[i] = cgroup->kn->id;
		if (!cgroup->level)
			return;
		cgroup = cgroup->self.parent->cgroup;
	}
}

static __always_inline void record(struct bound_socket *bound, u8 protocol, u16 port)
{
	record_cgroups(bound);
	bound->protocol = protocol;
	bound->port = port;
}

/* The context of these programs is the kernel's own struct sock. */
static __always_inline bool is_of_kernel(struct bpf_sock *socket)
{
	return BPF_CORE_READ_BITFIELD_PROBED((struct sock *)socket, sk_kern_sock);
}

/* Where the application's Multipath TCP socket is for which the kernel opened this one; 0: none. */
static __always_inline u64 multipath_socket_of(struct bpf_sock *socket)
{
	struct tcp_sock *tcp = (struct tcp_sock *)socket;

	if (!bpf_core_field_exists(tcp->is_mptcp) || !BPF_CORE_READ(tcp, is_mptcp))
		return 0;
	return (u64)BPF_CORE_READ((struct inet_connection_sock *)socket, icsk_ulp_data, conn);
}

static __always_inline void record_multipath_bind(struct bpf_sock *socket, u16 port)
{
	u64 address = multipath_socket_of(socket);
	struct bound_socket fresh = {};
	struct bound_socket *bound;

	if (!address)
		return;
	record(&fresh, IPPROTO_TCP, port);
	bpf_map_update_elem(&bound_multipath_sockets, &address, &fresh, BPF_ANY);
	bound = bpf_map_lookup_elem(&bound_multipath_sockets, &address);
	if (bound)
		count_socket(bound);
}

/* A task has bound a socket to a port. */
static __always_inline void record_bind(struct bpf_sock *socket)
{
	u32 port = socket->src_port;
	struct bound_socket *bound;

	if (socket->protocol != IPPROTO_TCP && socket->protocol != IPPROTO_UDP)
		return;
	if (!is_recorded(socket->protocol, port))
		return;
	if (is_of_kernel(socket)) {
		/* Its release no program sees; that of the application's, if there is one, does. */
		record_multipath_bind(socket, port);
		return;
	}
	bound = bpf_sk_storage_get(&bound_sockets, socket, NULL, BPF_SK_STORAGE_GET_F_CREATE);
	if (!bound || bound->server)
		return;
	record(bound, socket->protocol, port);
	count_socket(bound);
}

/* A socket is gone; if it was its server's last one, so is the server. */
static __always_inline void count_off(struct bound_socket *bound)
{
	u32 number = __sync_lock_test_and_set(&bound->server, SOCKET_RELEASED);
	struct server_state *server = number ? server_state(number) : NULL;

	if (!server || __sync_fetch_and_add(&server->sockets, -1) != 1)
		return;
	__sync_lock_test_and_set(&server->state, SERVER_DEAD);
	/* A bind that came between the two lines above did not see it dead. */
	if (*(volatile u32 *)&server->sockets)
		revive(server);
}

static __always_inline void forget_multipath_bind(struct bpf_sock *socket)
{
	u64 address = (u64)socket;
	struct bound_socket *bound = bpf_map_lookup_elem(&bound_multipath_sockets, &address);

	if (!bound)
		return;
	count_off(bound);
	bpf_map_delete_elem(&bound_multipath_sockets, &address);
}

static __always_inline void forget_bind(struct bpf_sock *socket)
{
	struct bound_socket *bound;

	if (socket->protocol == IPPROTO_MPTCP) {
		forget_multipath_bind(socket);
		return;
	}
	bound = bpf_sk_storage_get(&bound_sockets, socket, NULL, 0);
	if (bound)
		count_off(bound);
}

/* Rare, and global so that the verifier reads it once. */
__noinline int serves_again(u32 number)
{
	struct server_state *server = server_state(number);
	u64 from;

	if (!server)
		return true;
	from = *(volatile u64 *)&server->state;
	if (from == SERVER_ALIVE)
		return true;
	if (from == SERVER_DEAD || bpf_ktime_get_ns() < from)
		return false;
	/* So that nobody asks for the time any more. */
	__sync_val_compare_and_swap(&server->state, from, SERVER_ALIVE);
	return true;
}

/* Whether connections may go to a backend. */
static __always_inline bool is_served(const struct backend *backend)
{
	struct server_state *server;

	if (!backend->server)
		return true;
	server = server_state(backend->server);
	return !server || *(volatile u64 *)&server->state == SERVER_ALIVE ||
	       serves_again(backend->server);
}
