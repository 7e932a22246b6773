/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Uses sockets in the ways that a kept original destination could outlive, and closes them:
 *
 *   sockets COUNT TARGET UNANSWERED ELSEWHERE
 *
 * TARGET is a frontend, UNANSWERED one whose backend refuses connections, ELSEWHERE none. Each way
 * is done COUNT times. Prints one JSON line: what getpeername said where a socket had been connected
 * to TARGET, then disconnected, then connected ELSEWHERE.
 */
#include "address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_datagram(const union address *target)
{
	return socket(target->any.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

/* Whether it succeeds does not matter: what the kernel keeps of it does. */
static void connect_to(int fd, const union address *target)
{
	connect(fd, &target->any, address_size(target));
}

static void disconnect(int fd)
{
	struct sockaddr nobody = {.sa_family = AF_UNSPEC};
	connect(fd, &nobody, sizeof(nobody));
}

static void send_to(int fd, const union address *target)
{
	sendto(fd, "q0\n", 3, 0, &target->any, address_size(target));
}

static void connected_datagrams(const union address *target)
{
	int fd = open_datagram(target);
	connect_to(fd, target);
	connect_to(fd, target);
	close(fd);
}

static void unconnected_datagrams(const union address *target, const union address *other)
{
	int fd = open_datagram(target);
	send_to(fd, target);
	send_to(fd, other);
	send_to(fd, target);
	close(fd);
}

static void moved_datagrams(const union address *target, const union address *elsewhere, char *peer)
{
	union address name = {0};
	socklen_t size = sizeof(name);
	int fd = open_datagram(target);
	connect_to(fd, target);
	disconnect(fd);
	connect_to(fd, elsewhere);
	if (getpeername(fd, &name.any, &size) == 0)
		format_address(&name, peer);
	close(fd);
}

static void refused_connection(const union address *target)
{
	int fd = socket(target->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	connect_to(fd, target);
	disconnect(fd);
	connect_to(fd, target);
	close(fd);
}

int main(int argc, char **argv)
{
	union address target, unanswered, elsewhere;
	char peer[ADDRESS_TEXT] = "";
	if (argc != 5 || !parse_address(argv[2], &target) || !parse_address(argv[3], &unanswered) ||
	    !parse_address(argv[4], &elsewhere)) {
		fprintf(stderr, "Usage: sockets COUNT TARGET UNANSWERED ELSEWHERE\n");
		return 2;
	}
	for (int i = atoi(argv[1]); i > 0; i--) {
		connected_datagrams(&target);
		unconnected_datagrams(&target, &elsewhere);
		moved_datagrams(&target, &elsewhere, peer);
		refused_connection(&unanswered);
	}
	printf("{\"movedPeer\":\"%s\"}\n", peer);
	return 0;
}
