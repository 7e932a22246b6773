/* SPDX-License-Identifier: Apache-2.0 */
/* One question to a whoami server, step by step, as an ordinary application asks it. */
#pragma once

#include "address.h"

#define ANSWER_SIZE 512

enum way {
	TCP,             /* connect, send, receive */
	UDP_CONNECTED,   /* the same on a datagram socket */
	UDP_UNCONNECTED, /* sendto and recvfrom, the source compared as the resolver of musl does */
};

/* All zero but the target before it begins. */
struct exchange {
	union address target;
	const char *failed_step; /* NULL: nothing failed */
	int error;               /* errno of the failed step */
	bool was_answered;
	bool was_ignored;      /* some answer came from elsewhere than the question went to */
	union address ignored; /* where the last of those came from */
	union address source;  /* where the answer came from, as recvfrom says */
	char answer[ANSWER_SIZE];
};

/* -1 for an unknown name. */
int parse_way(const char *name);

/* A socket of the target's family whose every operation ends after the timeout; -1 and errno. */
int open_socket(enum way way, const union address *target, int timeout_ms);

/* Connects, where that is the socket's way. */
void establish(int socket, enum way way, struct exchange *exchange);

/* Asks all over one socket, the questions before the answers. */
void ask_all(int socket, enum way way, struct exchange *exchanges, int count);

/* Writes the name in an answer (the value of "server") and says whether there was one. */
bool answering_server(const char *answer, char *name, size_t size);

long microseconds_now(void);
