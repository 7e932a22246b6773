/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * The maps, by the pinned folder that they belong to. The agent sets the sizes marked `agent` when
 * it loads the programs; the numbers here are the smallest that work.
 */
#pragma once

#include "layout.h"

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

/* Which slot of `redirects` holds a frontend's content. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024); /* agent */
	__type(key, struct frontend_key);
	__type(value, u32);
} frontends SEC(".maps");

/* Mappable because such an array begins at a page, and so each slot at a cache line. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1024); /* agent */
	__type(key, u32);
	__type(value, struct redirect);
} redirects SEC(".maps");

/* Runs of backends of redirects that have more than INLINE_BACKENDS. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1024); /* agent */
	__type(key, u32);
	__type(value, struct backend);
} backend_lists SEC(".maps");

/* Pods of the no-loop rule beyond INLINE_MEMBERS. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024); /* agent */
	__type(key, struct member_key);
	__type(value, u8);
} members SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1024); /* agent */
	__type(key, u32);
	__type(value, struct counters);
} counters SEC(".maps");

/* Read and written by the agent alone. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024); /* agent */
	__type(key, struct frontend_key);
	__type(value, struct resume);
} resume SEC(".maps");

/* The agent's own process, whose traffic is left alone, as the kernel numbers it; 0: none. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u32);
} agent_self SEC(".maps");

/* ── the originals, which live as long as the sockets do ────────────────────────────────────── */

/*
 * Addresses by number, so that a socket's original fits into one word. A number keeps its meaning
 * for as long as the table or any socket's original has it.
 */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1024); /* agent */
	__type(key, u32);
	__type(value, struct endpoint);
} endpoints SEC(".maps");

/* A power of two of lines; `originals_mask` is their number less one. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1024); /* agent */
	__type(key, u32);
	__type(value, struct original_line);
} originals SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 4096);
	__type(key, u64);
	__type(value, struct original_overflow);
} originals_overflow SEC(".maps");

/* How many sockets `originals_overflow` holds; nearly always 0, and then nobody looks into it. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u64);
} originals_overflowed SEC(".maps");

/* ── the servers, whose sockets outlive a table, too ────────────────────────────────────────── */

/* Servers that backends of the table have. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024); /* agent */
	__type(key, struct server_key);
	__type(value, u32);
} servers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1024); /* agent */
	__type(key, u32);
	__type(value, struct server_state);
} server_states SEC(".maps");

/* Sockets that were bound to a port. Costs the others nothing. */
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, u32);
	__type(value, struct bound_socket);
} bound_sockets SEC(".maps");

/*
 * Those of Multipath TCP, by the address of the application's socket: what is bound is a socket that
 * the kernel opens for it, and what is released is the application's. If there are more, they count
 * as unknown.
 */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 16384);
	__type(key, u64);
	__type(value, struct bound_socket);
} bound_multipath_sockets SEC(".maps");
