/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * The byte layout that the kernel programs and the agent share. This file is its only source: the
 * agent's offsets are generated from the BTF of the compiled object (`npm run generate`), and the
 * check fails where they differ.
 *
 * Byte order: addresses and ports are in network order, as they stand in a packet; everything else
 * is in the machine's own order.
 *
 * Addresses are always 16 bytes: an IPv4 address stands as ::ffff:a.b.c.d. So an IPv4 destination
 * of an IPv6 socket finds the same entry as that of an IPv4 socket.
 *
 * How a reader never sees a mixture: what `frontends` holds is one word, the slot of a redirect.
 * A redirect's content is written into a slot that nobody can reach, then the word is replaced,
 * and the old slot is written again only after every program that could have read it has ended
 * (synchronize_rcu, by membarrier(2)). A hash element that the kernel reuses under a reader can
 * still hand it another frontend's word, so the reader compares the key that the slot itself holds.
 */
#pragma once

/* An enum, so that BTF has them and the agent's constants can be generated, too. */
enum layout_constant {
	/* Pinned folders carry these numbers: a program uses only maps of its own layout. */
	TABLE_LAYOUT = 2,
	ORIGINALS_LAYOUT = 1,
	SERVERS_LAYOUT = 1,
	/* Backends inside the redirect itself; where there are more, all lie in `backend_lists`. */
	INLINE_BACKENDS = 8,
	MAX_BACKENDS = 256,
	/* Pods of the no-loop rule inside the redirect itself; more of them lie in `members`. */
	INLINE_MEMBERS = 4,
	/* Different depths of pods' cgroups below the root of cgroup v2 (two with today's kubelets). */
	MEMBER_LEVELS = 4,
	/* Slots of originals in one cache line, all of which a socket's cookie may use. */
	ORIGINALS_PER_LINE = 4,
	/* Originals of one socket that found its line full. */
	OVERFLOW_ORIGINALS = 32,
	/* Bits of the address-and-port filter: 128 KiB, 6 % full with 60,000 addresses. */
	FILTER_BITS = 1 << 20,
	RESUME_NAME_SIZE = 256,
	RESUME_UID_SIZE = 64,
	/* Of the cgroups above a task that binds, so many are recorded: one of them is its pod's. */
	BINDER_CGROUPS = 4,
	/* Linux' default for ports that the kernel chooses (net.ipv4.ip_local_port_range). */
	FIRST_EPHEMERAL_PORT = 32768,
	LAST_EPHEMERAL_PORT = 60999,
	/* Ports, one bit each in `served_ports`. */
	PORTS = 1 << 16,
};

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

/* An address and a port, without the protocol. */
struct endpoint {
	u32 address[4]; /* network order */
	u16 port;       /* network order */
	u16 in_use;     /* 1: interned; 0: free */
	u32 reserved;
};

/* Key of `frontends`. */
struct frontend_key {
	u32 address[4]; /* network order */
	u16 port;       /* network order */
	u8 protocol;    /* IPPROTO_TCP or IPPROTO_UDP */
	u8 zero;
};

/* A backend as it is written into a socket's destination. */
struct backend {
	u32 address[4]; /* network order */
	u16 port;       /* network order */
	u16 server;     /* its place in `server_states`; 0: nobody watches whether it lives */
	u32 endpoint;   /* its place in `endpoints` */
};

/* struct redirect, flags */
enum redirect_flag {
	/* The policy redirects also its own backends' traffic (spec.backend.redirectSelf). */
	REDIRECT_SELF = 1 << 0,
	/* Not all members fit inside: look into `members`, too. */
	MORE_MEMBERS = 1 << 1,
};

/* One frontend's whole content: a slot of `redirects`. */
struct redirect {
	struct frontend_key key; /* whose content this is */
	u32 flags;               /* enum redirect_flag */
	u32 frontend_endpoint;   /* the frontend's own place in `endpoints` */
	u32 counters;            /* its place in `counters` */
	u32 policy_id;
	u32 member_set;    /* second half of the key of `members` */
	u32 backend_count; /* 0: leave the connection alone; 1 to MAX_BACKENDS */
	u32 backend_list;  /* more than INLINE_BACKENDS: where in `backend_lists` all of them start */
	u32 rate_bucket;   /* room for qosLimit: place in an array of token buckets; 0: no limit */
	u32 reserved;
	/* Levels below the root of cgroup v2 at which members' cgroups are, deepest first; 0: no more. */
	u8 member_levels[MEMBER_LEVELS];
	u64 members[INLINE_MEMBERS]; /* cgroup ids of pods; 0: none */
	/* The first backend shares a cache line with the members. */
	struct backend backends[INLINE_BACKENDS];
	u32 padding[8]; /* to five cache lines */
};

/* Key of `members`, whose value is one byte that says nothing. */
struct member_key {
	u64 cgroup; /* id of the pod's cgroup */
	u32 member_set;
	u32 zero;
};

/* What a socket's datagrams or connection were meant for: two places in `endpoints`. */
union original {
	u64 word; /* 0: none; read and written whole */
	struct {
		u32 frontend;
		u32 backend;
	};
};

struct original_slot {
	u64 cookie; /* of the socket; 0: free */
	union original original;
};

/* Value of `originals`: one cache line. A socket's cookie says which. */
struct original_line {
	struct original_slot slots[ORIGINALS_PER_LINE];
};

/* Value of `originals_overflow`, by the socket's cookie. */
struct original_overflow {
	union original originals[OVERFLOW_ORIGINALS];
};

/* What became of a connect or a datagram to a frontend. */
enum verdict {
	VERDICT_REDIRECTED,   /* sent to a backend on this node */
	VERDICT_NO_BACKEND,   /* no ready backend here: left alone */
	VERDICT_BACKEND_DEAD, /* no backend here has a process that serves: left alone */
	VERDICT_SELF,         /* from one of the policy's own pods, or the agent: left alone */
	VERDICT_OVER_LIMIT,   /* room for qosLimit: left alone */
	VERDICT_NO_ROOM,      /* the original destination could not be kept: left alone */
	VERDICT_NOT_SELECTED, /* room for client selectors */
	VERDICT_DRY_RUN,      /* room for dry runs */
	VERDICTS,
};

/* Value of `counters`, per CPU. */
struct counters {
	u64 verdicts[VERDICTS];
};

/* struct resume, flags */
enum resume_flag {
	/* The cgroup of some member was not found: whoever resumes must ask for the redirect again. */
	RESUME_MEMBERS_MISSING = 1 << 0,
};

/*
 * Key and value of `resume`: what a restarted agent must know of each frontend beside what the
 * programs read, so that it can tell the controller what the kernel holds.
 */
struct resume {
	u8 version[16]; /* content hash of the redirect, as on the wire */
	u32 policy_id;
	u32 slot;
	u16 policy_name_length;
	u16 policy_uid_length;
	u32 flags;                        /* enum resume_flag */
	u8 policy_name[RESUME_NAME_SIZE]; /* UTF-8 */
	u8 policy_uid[RESUME_UID_SIZE];   /* UTF-8 */
};

/*
 * A server is who serves a backend: the processes of a pod that have bound a port. It counts as
 * alive until the kernel has seen its last known socket go.
 */

/* Key of `servers`, whose value is a place in `server_states`. */
struct server_key {
	u64 cgroup;  /* id of the pod's cgroup */
	u16 port;    /* in the machine's own order */
	u8 protocol; /* IPPROTO_TCP or IPPROTO_UDP */
	u8 zero[5];
};

/* struct server_state, state; any other value is a time: it serves again from then on. */
enum server_life {
	SERVER_ALIVE = 0,
	SERVER_DEAD = 1,
};

/* Value of `server_states`. */
struct server_state {
	u64 state;   /* enum server_life, or nanoseconds of CLOCK_MONOTONIC */
	u32 sockets; /* open ones that are known to be the server's */
	u32 reserved;
};

/* Value of `bound_sockets`: who bound a socket to which port. */
struct bound_socket {
	u64 cgroups[BINDER_CGROUPS]; /* ids: the task's own, the one above it, and so on; 0: none */
	u16 port;                    /* in the machine's own order */
	u8 protocol;
	u8 zero;
	u32 server; /* place in `server_states` that counts it; 0: none; SOCKET_RELEASED */
};

enum socket_life {
	/* In place of a server: the socket is going, and no one may count it any more. */
	SOCKET_RELEASED = 0xffffffff,
};
