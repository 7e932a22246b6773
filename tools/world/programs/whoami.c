/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A server that says who it is and whom it sees:
 *
 *   whoami NAME tcp:PORT|udp:PORT...
 *
 * listens on all addresses of both families, prints "listening", and answers each datagram and each
 * line of a connection by one line of JSON:
 *
 *   {"server":NAME,"peer":"10.244.1.5:40000","local":"10.244.1.7:80","said":"what was asked"}
 *
 * A request of HTTP gets the same as the body of a response.
 */
#define _GNU_SOURCE
#include "address.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define MAX_EVENTS 64
#define REQUEST_SIZE 128
#define ANSWER_SIZE 512

/* What a descriptor is, in the high half of its epoll data. */
enum role { LISTENER, CONNECTION, DATAGRAMS };

static const char *server_name;
static int epoll_fd;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void watch(int fd, enum role role)
{
	struct epoll_event event = {
		.events = EPOLLIN,
		.data.u64 = (unsigned long long)role << 32 | (unsigned int)fd,
	};
	if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
		die("epoll_ctl");
}

/* The part of a request that needs no escaping. */
static int plain_length(const char *request)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	return (int)strspn(request, plain);
}

static int write_answer(char *answer, const union address *peer, const union address *local,
			const char *request)
{
	char peer_text[ADDRESS_TEXT], local_text[ADDRESS_TEXT];
	return snprintf(answer, ANSWER_SIZE,
			"{\"server\":\"%s\",\"peer\":\"%s\",\"local\":\"%s\",\"said\":\"%.*s\"}\n",
			server_name, format_address(peer, peer_text),
			format_address(local, local_text), plain_length(request), request);
}

static void accept_all(int listener)
{
	for (;;) {
		int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0)
			return;
		watch(fd, CONNECTION);
	}
}

/* A request is short and comes in one piece, since our clients send it so. */
static void serve_connection(int fd)
{
	char request[REQUEST_SIZE] = "", answer[ANSWER_SIZE], response[ANSWER_SIZE + 128];
	union address peer = {0}, local = {0};
	socklen_t peer_size = sizeof(peer), local_size = sizeof(local);
	ssize_t length = recv(fd, request, sizeof(request) - 1, 0);
	if (length <= 0 || getpeername(fd, &peer.any, &peer_size) != 0 ||
	    getsockname(fd, &local.any, &local_size) != 0) {
		if (length >= 0 || errno != EAGAIN)
			close(fd);
		return;
	}
	int size = write_answer(answer, &peer, &local, request);
	bool http = strncmp(request, "GET ", 4) == 0;
	if (!http) {
		send(fd, answer, (size_t)size, MSG_NOSIGNAL);
		return;
	}
	size = snprintf(response, sizeof(response),
			"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
			"content-length: %d\r\nconnection: close\r\n\r\n%s",
			size, answer);
	send(fd, response, (size_t)size, MSG_NOSIGNAL);
	close(fd);
}

/* Where a datagram was sent to; its answer must come from there. */
static void local_address(struct msghdr *message, union address *local)
{
	for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part != NULL;
	     part = CMSG_NXTHDR(message, part)) {
		if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO) {
			struct in_pktinfo *info = (struct in_pktinfo *)CMSG_DATA(part);
			local->v4.sin_addr = info->ipi_addr;
			info->ipi_spec_dst = info->ipi_addr;
			info->ipi_ifindex = 0;
		} else if (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_PKTINFO) {
			struct in6_pktinfo *info = (struct in6_pktinfo *)CMSG_DATA(part);
			local->v6.sin6_addr = info->ipi6_addr;
			info->ipi6_ifindex = 0;
		}
	}
}

static void serve_datagram(int fd)
{
	char request[REQUEST_SIZE] = "", answer[ANSWER_SIZE], control[128];
	union address peer = {0}, local = {0};
	socklen_t local_size = sizeof(local);
	struct iovec data = {request, sizeof(request) - 1};
	struct msghdr message = {
		.msg_name = &peer,
		.msg_namelen = sizeof(peer),
		.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	ssize_t length = recvmsg(fd, &message, 0);
	if (length < 0 || getsockname(fd, &local.any, &local_size) != 0)
		return;
	local_address(&message, &local);
	data.iov_base = answer;
	data.iov_len = (size_t)write_answer(answer, &peer, &local, request);
	/* The control part goes back as it came: it names the address to answer from. */
	sendmsg(fd, &message, 0);
}

static void listen_on(int family, bool tcp, unsigned short port)
{
	const int on = 1;
	union address address = {.any.sa_family = (sa_family_t)family};
	int type = (tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
	int fd = socket(family, type, 0);
	if (fd < 0)
		die("socket");
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (family == AF_INET6) {
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
		setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof(on));
	} else {
		setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof(on));
	}
	address.v4.sin_port = htons(port);
	if (bind(fd, &address.any, address_size(&address)) != 0)
		die("bind");
	if (tcp && listen(fd, 4096) != 0)
		die("listen");
	watch(fd, tcp ? LISTENER : DATAGRAMS);
}

static bool listen_as_said(const char *text)
{
	bool tcp = strncmp(text, "tcp:", 4) == 0;
	if (!tcp && strncmp(text, "udp:", 4) != 0)
		return false;
	int port = atoi(text + 4);
	if (port < 1 || port > 65535)
		return false;
	listen_on(AF_INET, tcp, (unsigned short)port);
	listen_on(AF_INET6, tcp, (unsigned short)port);
	return true;
}

static void serve(const struct epoll_event *event)
{
	int fd = (int)(event->data.u64 & 0xffffffff);
	switch ((enum role)(event->data.u64 >> 32)) {
	case LISTENER:
		accept_all(fd);
		break;
	case CONNECTION:
		serve_connection(fd);
		break;
	case DATAGRAMS:
		serve_datagram(fd);
		break;
	}
}

int main(int argc, char **argv)
{
	struct epoll_event events[MAX_EVENTS];
	bool understood = argc > 2;
	epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (epoll_fd < 0)
		die("epoll_create1");
	for (int i = 2; i < argc && understood; i++)
		understood = listen_as_said(argv[i]);
	if (!understood) {
		fprintf(stderr, "Usage: whoami NAME tcp:PORT|udp:PORT...\n");
		return 2;
	}
	server_name = argv[1];
	puts("listening");
	fflush(stdout);
	for (;;) {
		int count = epoll_wait(epoll_fd, events, MAX_EVENTS, -1);
		for (int i = 0; i < count; i++)
			serve(&events[i]);
	}
}
