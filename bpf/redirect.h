/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Whether and where a connection or datagram is redirected. Whenever in doubt it is left alone.
 */
#pragma once

#include "filter.h"
#include "originals.h"
#include "self.h"
#include "servers.h"

static __always_inline void count(const struct redirect *redirect, enum verdict verdict)
{
	struct counters *counted = bpf_map_lookup_elem(&counters, &redirect->counters);

	if (counted)
		counted->verdicts[verdict]++; /* per CPU, and programs of one CPU do not nest */
}

static __always_inline const struct redirect *find_redirect(const struct frontend_key *key)
{
	u32 *slot = bpf_map_lookup_elem(&frontends, key);
	struct redirect *redirect;
	u32 index;

	if (!slot)
		return NULL;
	index = *(volatile u32 *)slot;
	redirect = bpf_map_lookup_elem(&redirects, &index);
	/* Another frontend's where the kernel reused the hash element under us. */
	if (!redirect || redirect->key.port != key->port ||
	    redirect->key.protocol != key->protocol ||
	    !same_address(redirect->key.address, key->address))
		return NULL;
	return redirect;
}

static __always_inline const struct backend *backend_at(const struct redirect *redirect, u32 index)
{
	u32 place = redirect->backend_list + index;

	if (redirect->backend_count <= INLINE_BACKENDS)
		return &redirect->backends[index % INLINE_BACKENDS];
	return bpf_map_lookup_elem(&backend_lists, &place);
}

/*
 * Which backend a socket gets: by its cookie, so that it keeps its backend without anything being
 * stored. Cookies come in sequence; the golden ratio spreads those evenly.
 */
static __always_inline u32 choose_index(const struct redirect *redirect, u64 cookie)
{
	u64 spread = (cookie * 0x9e3779b97f4a7c15ULL) >> 32;

	return spread * redirect->backend_count >> 32;
}

static __always_inline u64 original_word(const struct redirect *redirect,
					 const struct backend *backend)
{
	union original original = {
		.frontend = redirect->frontend_endpoint,
		.backend = backend->endpoint,
	};

	return original.word;
}

/*
 * One more than the index of the backend with this endpoint; 0: it is none of the redirect's any
 * more. Global, as the other functions with long loops are, so that the verifier reads it once and
 * not once for every way to it.
 */
__noinline u32 backend_number(const struct redirect *redirect, u32 endpoint)
{
	if (!redirect)
		return 0;
	for (u32 i = 0; i < MAX_BACKENDS && i < redirect->backend_count; i++) {
		const struct backend *backend = backend_at(redirect, i);

		if (backend && backend->endpoint == endpoint)
			return i + 1;
	}
	return 0;
}

/* Whether the backend with this index is there and served. Global for the loop below. */
__noinline int is_served_at(const struct redirect *redirect, u32 index)
{
	const struct backend *backend = redirect ? backend_at(redirect, index) : NULL;

	return backend && is_served(backend);
}

/*
 * One more than the index of the first backend after the chosen one that is served; 0: none is.
 * Rare: the processes of the chosen backend are gone.
 */
__noinline u32 next_served_number(const struct redirect *redirect, u32 chosen)
{
	if (!redirect)
		return 0;
	for (u32 i = 1; i < MAX_BACKENDS && i < redirect->backend_count; i++) {
		u32 index = (chosen + i) % redirect->backend_count;

		if (is_served_at(redirect, index))
			return index + 1;
	}
	return 0;
}

/* What a look through the originals of an unconnected socket finds for one datagram. */
struct search {
	union original wanted;  /* what the chosen backend would need */
	union original *empty;  /* a place of the socket's own that holds nothing */
	union original *before; /* a place with this frontend and another backend */
	bool kept;              /* `wanted` is there already */
	bool ambiguous;         /* another frontend has this backend: its answers look the same */
};

static __always_inline void consider(struct search *search, union original *place)
{
	union original held = { .word = read_original(place) };

	if (!held.word)
		search->empty = place;
	else if (held.word == search->wanted.word)
		search->kept = true;
	else if (held.frontend == search->wanted.frontend)
		search->before = place;
	else if (held.backend == search->wanted.backend)
		search->ambiguous = true;
}

/*
 * Keeps the original of a datagram beside what the socket holds already, and returns the backend to
 * send it to: `chosen`, or the one that the socket has had for this frontend while it serves it.
 * NULL: there was no room, or the answers could not be told from those that another frontend's
 * datagrams get from the same backend.
 */
static __always_inline const struct backend *keep_among(u64 cookie, const struct redirect *redirect,
							const struct backend *chosen)
{
	struct search search = { .wanted.word = original_word(redirect, chosen) };
	struct original_line *line = line_of(cookie);
	struct overflow_found found;

	if (!line)
		return NULL;
	for (int way = 0; way < ORIGINALS_PER_LINE; way++)
		if (line->slots[way].cookie == cookie)
			consider(&search, &line->slots[way].original);
	if (search.kept)
		return chosen;
	found.word = search_overflow(cookie, search.wanted.word);
	if (found.kept)
		return chosen;
	if (search.before || found.before) {
		u32 before = search.before ? search.before->backend : found.before;
		u32 number = backend_number(redirect, before);
		const struct backend *backend = number ? backend_at(redirect, number - 1) : NULL;

		if (backend && is_served(backend))
			return backend;
	}
	if (search.ambiguous || found.ambiguous)
		return NULL;
	if (search.empty)
		write_original(search.empty, search.wanted.word);
	else if (claim_slot(line, cookie, search.wanted.word))
		return chosen;
	else if (search.before) /* its backend no longer serves this frontend */
		write_original(search.before, search.wanted.word);
	else if (!claim_overflow(cookie, search.wanted.word))
		return NULL;
	return chosen;
}

/* A connect gives the socket one peer; a datagram adds one to those that the socket talks to. */
enum hook { HOOK_CONNECT, HOOK_SENDMSG };

/*
 * Whether the socket has a peer. Its datagrams get here only where IPv4 goes over an IPv6 socket,
 * whose every send() the kernel turns into one with the peer's address. They go to that peer, which
 * connect has chosen, and whose answers alone the socket receives.
 */
static __always_inline bool is_connected(const struct bpf_sock_addr *ctx)
{
	return ctx->sk && ctx->sk->dst_port;
}

/* Where to send instead; NULL: leave it alone. */
static __always_inline const struct backend *redirect(struct bpf_sock_addr *ctx, enum hook hook,
						      const struct frontend_key *key)
{
	const struct redirect *found;
	const struct backend *backend;
	u64 cookie;
	u32 index;

	if (!filter_holds(key->address, key->port))
		return NULL;
	if (hook == HOOK_SENDMSG && is_connected(ctx))
		return NULL;
	found = find_redirect(key);
	if (!found) {
		/* Perhaps a backend that the application addresses itself. */
		forget(bpf_get_socket_cookie(ctx), key);
		return NULL;
	}
	if (!found->backend_count) {
		count(found, VERDICT_NO_BACKEND);
		return NULL;
	}
	if (is_self(found)) {
		count(found, VERDICT_SELF);
		return NULL;
	}
	cookie = bpf_get_socket_cookie(ctx);
	index = choose_index(found, cookie);
	backend = backend_at(found, index);
	if (!backend)
		return NULL;
	if (!is_served(backend)) {
		u32 number = next_served_number(found, index);

		backend = number ? backend_at(found, number - 1) : NULL;
		if (!backend) {
			count(found, VERDICT_BACKEND_DEAD);
			return NULL;
		}
	}
	if (hook == HOOK_SENDMSG)
		backend = keep_among(cookie, found, backend);
	else if (!keep_only(cookie, original_word(found, backend)))
		backend = NULL;
	count(found, backend ? VERDICT_REDIRECTED : VERDICT_NO_ROOM);
	return backend;
}

/* What the application meant by this peer or source; NULL: just that. */
static __always_inline const struct endpoint *meant(struct bpf_sock_addr *ctx,
						    const struct frontend_key *source)
{
	if (!filter_holds(source->address, source->port))
		return NULL;
	return original_of(bpf_get_socket_cookie(ctx), source);
}
