/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * What each redirected socket meant to talk to, so that getpeername and the source of received
 * datagrams can show it.
 *
 * A socket's cookie, which the kernel hands out in sequence, chooses a cache line of slots; a slot
 * is claimed by compare-and-swap on the cookie and freed when the socket is released. Nothing is
 * looked up, locked or allocated. A socket whose line is full keeps its originals in a hash.
 *
 * Two threads may use one socket at once, so each original is one word, read and written whole.
 */
#pragma once

#include "maps.h"

const volatile u32 originals_mask = 1023;

static __always_inline bool same_address(const u32 a[4], const u32 b[4])
{
	return !((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3]));
}

static __always_inline u64 read_original(union original *original)
{
	return *(volatile u64 *)&original->word;
}

static __always_inline void write_original(union original *original, u64 word)
{
	*(volatile u64 *)&original->word = word;
}

/*
 * Sockets made one after the other share a line, as many as it has slots: of short-lived sockets most
 * find it in the processor's cache. That took a quarter off a redirected TCP connect.
 */
static __always_inline struct original_line *line_of(u64 cookie)
{
	u32 index = (u32)(cookie / ORIGINALS_PER_LINE) & originals_mask;

	return bpf_map_lookup_elem(&originals, &index);
}

static __always_inline u64 *overflowed(void)
{
	u32 zero = 0;

	return bpf_map_lookup_elem(&originals_overflowed, &zero);
}

/* NULL, without a look-up, while no socket at all needed more room. */
static __always_inline struct original_overflow *overflow_of(u64 cookie)
{
	u64 *sockets = overflowed();

	return sockets && *sockets ? bpf_map_lookup_elem(&originals_overflow, &cookie) : NULL;
}

static __always_inline void drop_overflow(u64 cookie)
{
	u64 *sockets = overflowed();

	if (sockets && *sockets && !bpf_map_delete_elem(&originals_overflow, &cookie))
		__sync_fetch_and_add(sockets, -1);
}

static const struct original_overflow no_originals;

static __always_inline struct original_overflow *make_overflow(u64 cookie)
{
	u64 *sockets = overflowed();

	if (!sockets)
		return NULL;
	/* Counted before it is there, so that nobody fails to look for it. */
	__sync_fetch_and_add(sockets, 1);
	if (bpf_map_update_elem(&originals_overflow, &cookie, &no_originals, BPF_NOEXIST))
		__sync_fetch_and_add(sockets, -1); /* full, or another thread was faster */
	return bpf_map_lookup_elem(&originals_overflow, &cookie);
}

/* Freed by xchg, which is ordered: the next owner of the slot never sees this original. */
static __always_inline void free_slot(struct original_slot *slot)
{
	__sync_lock_test_and_set(&slot->original.word, 0);
	*(volatile u64 *)&slot->cookie = 0;
}

static __always_inline bool claim_slot(struct original_line *line, u64 cookie, u64 word)
{
	for (int way = 0; way < ORIGINALS_PER_LINE; way++) {
		struct original_slot *slot = &line->slots[way];

		if (!slot->cookie && !__sync_val_compare_and_swap(&slot->cookie, 0, cookie)) {
			write_original(&slot->original, word);
			return true;
		}
	}
	return false;
}

/*
 * The functions that loop over an overflow are rare, and global, so that the verifier reads each
 * once and not once for every way to it.
 */

/* Takes a free place, else that of an older backend of the same frontend. */
__noinline int claim_overflow(u64 cookie, u64 word)
{
	struct original_overflow *overflow = overflow_of(cookie);
	union original wanted = { .word = word };

	if (!overflow)
		overflow = make_overflow(cookie);
	if (!overflow)
		return false;
	for (int i = 0; i < OVERFLOW_ORIGINALS; i++)
		if (!__sync_val_compare_and_swap(&overflow->originals[i].word, 0, word))
			return true;
	for (int i = 0; i < OVERFLOW_ORIGINALS; i++) {
		if (overflow->originals[i].frontend == wanted.frontend) {
			write_original(&overflow->originals[i], word);
			return true;
		}
	}
	return false;
}

/* What search_overflow has to say, in one word, as a global function returns no more. */
struct overflow_found {
	union {
		u64 word;
		struct {
			u32 before;    /* another backend that the socket has for this frontend */
			u16 kept;      /* the original is there */
			u16 ambiguous; /* another frontend has this backend */
		};
	};
};

__noinline u64 search_overflow(u64 cookie, u64 word)
{
	struct original_overflow *overflow = overflow_of(cookie);
	union original wanted = { .word = word };
	struct overflow_found found = {};

	if (!overflow)
		return 0;
	for (int i = 0; i < OVERFLOW_ORIGINALS; i++) {
		union original held = { .word = read_original(&overflow->originals[i]) };

		if (held.word == wanted.word)
			found.kept = true;
		else if (held.frontend == wanted.frontend)
			found.before = held.backend;
		else if (held.backend == wanted.backend)
			found.ambiguous = true;
	}
	return found.word;
}

/*
 * The socket now has one peer, which is `word` (its frontend and backend): whatever else it held
 * can no longer be seen. False: there was no room.
 */
static __always_inline bool keep_only(u64 cookie, u64 word)
{
	struct original_line *line = line_of(cookie);
	bool kept = false;

	if (!line)
		return false;
	for (int way = 0; way < ORIGINALS_PER_LINE; way++) {
		struct original_slot *slot = &line->slots[way];

		if (slot->cookie != cookie)
			continue;
		if (kept) {
			free_slot(slot);
		} else {
			write_original(&slot->original, word);
			kept = true;
		}
	}
	drop_overflow(cookie);
	return kept || claim_slot(line, cookie, word) || claim_overflow(cookie, word);
}

/* Forgets what the socket held of this address, which it now addresses itself. */
static __always_inline void forget_in(union original *original, const u32 address[4], u16 port)
{
	u32 backend = original->backend;
	struct endpoint *endpoint = bpf_map_lookup_elem(&endpoints, &backend);

	if (endpoint && endpoint->port == port && same_address(endpoint->address, address))
		write_original(original, 0);
}

__noinline int forget_overflow(u64 cookie, const struct frontend_key *key)
{
	struct original_overflow *overflow = overflow_of(cookie);

	if (!overflow || !key)
		return 0;
	for (int i = 0; i < OVERFLOW_ORIGINALS; i++)
		if (overflow->originals[i].word)
			forget_in(&overflow->originals[i], key->address, key->port);
	return 0;
}

static __always_inline void forget(u64 cookie, const struct frontend_key *key)
{
	struct original_line *line = line_of(cookie);

	if (!line)
		return;
	for (int way = 0; way < ORIGINALS_PER_LINE; way++)
		if (line->slots[way].cookie == cookie)
			forget_in(&line->slots[way].original, key->address, key->port);
	forget_overflow(cookie, key);
}

/* The frontend's place in `endpoints` where `original` has this source as its backend, else 0. */
static __always_inline u32 frontend_behind(union original *original, const u32 source[4], u16 port)
{
	union original held = { .word = read_original(original) };
	struct endpoint *endpoint;

	if (!held.word)
		return 0;
	endpoint = bpf_map_lookup_elem(&endpoints, &held.backend);
	if (!endpoint || endpoint->port != port || !same_address(endpoint->address, source))
		return 0;
	return held.frontend;
}

__noinline u32 overflow_frontend(u64 cookie, const struct frontend_key *source)
{
	struct original_overflow *overflow = overflow_of(cookie);

	if (!overflow || !source)
		return 0;
	for (int i = 0; i < OVERFLOW_ORIGINALS; i++) {
		u32 frontend =
			frontend_behind(&overflow->originals[i], source->address, source->port);

		if (frontend)
			return frontend;
	}
	return 0;
}

/* What the socket meant when it reached `source`; NULL: just that. */
static __always_inline struct endpoint *original_of(u64 cookie, const struct frontend_key *source)
{
	struct original_line *line = line_of(cookie);
	u32 frontend = 0;

	if (!line)
		return NULL;
	for (int way = 0; way < ORIGINALS_PER_LINE && !frontend; way++)
		if (line->slots[way].cookie == cookie)
			frontend = frontend_behind(&line->slots[way].original, source->address,
						   source->port);
	if (!frontend)
		frontend = overflow_frontend(cookie, source);
	return frontend ? bpf_map_lookup_elem(&endpoints, &frontend) : NULL;
}

/* The socket is gone. */
static __always_inline void release(u64 cookie)
{
	struct original_line *line = line_of(cookie);

	if (!line)
		return;
	for (int way = 0; way < ORIGINALS_PER_LINE; way++)
		if (line->slots[way].cookie == cookie)
			free_slot(&line->slots[way]);
	drop_overflow(cookie);
}
