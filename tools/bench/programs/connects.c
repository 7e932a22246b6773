// SPDX-License-Identifier: Apache-2.0
// Does one thing many times and says how long it took, as one line of JSON.
//
//   connects udp ADDRESS PORT COUNT    fresh socket, connect, close; sends nothing
//   connects udp-same ADDRESS PORT COUNT    the same socket is connected again and again
//   connects tcp ADDRESS PORT COUNT    fresh socket, connect, close by reset
//   connects accept ADDRESS PORT       the other end of tcp: accepts and closes, until it is ended
#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct sockaddr_in destination;

static void fail(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	exit(1);
}

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int open_socket(int type)
{
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	if (fd < 0)
		fail("socket");
	return fd;
}

static bool connect_once(int fd)
{
	return !connect(fd, (struct sockaddr *)&destination, sizeof destination);
}

// A reset leaves no TIME_WAIT behind, so ports do not run out.
static void close_by_reset(int fd)
{
	struct linger linger = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	close(fd);
}

static long connect_many(const char *how, long count)
{
	bool tcp = !strcmp(how, "tcp");
	int same = strcmp(how, "udp-same") ? -1 : open_socket(SOCK_DGRAM);
	long failed = 0;

	for (long i = 0; i < count; i++) {
		int fd = same >= 0 ? same : open_socket(tcp ? SOCK_STREAM : SOCK_DGRAM);

		failed += !connect_once(fd);
		if (tcp)
			close_by_reset(fd);
		else if (same < 0)
			close(fd);
	}
	return failed;
}

static void accept_forever(void)
{
	int listening = open_socket(SOCK_STREAM);
	int yes = 1;

	setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(listening, (struct sockaddr *)&destination, sizeof destination))
		fail("bind");
	if (listen(listening, 4096))
		fail("listen");
	puts("listening");
	fflush(stdout);
	for (;;) {
		int fd = accept(listening, NULL, NULL);

		if (fd >= 0)
			close(fd);
	}
}

int main(int argc, char **argv)
{
	long long begin;
	long count, failed;

	if (argc < 4) {
		fprintf(stderr, "usage: connects udp|udp-same|tcp|accept ADDRESS PORT [COUNT]\n");
		return 2;
	}
	destination.sin_family = AF_INET;
	destination.sin_port = htons(atoi(argv[3]));
	if (inet_pton(AF_INET, argv[2], &destination.sin_addr) != 1)
		fail(argv[2]);
	if (!strcmp(argv[1], "accept"))
		accept_forever();
	count = argc > 4 ? atol(argv[4]) : 1;
	begin = now();
	failed = connect_many(argv[1], count);
	printf("{\"count\":%ld,\"failed\":%ld,\"nanoseconds\":%lld}\n", count, failed, now() - begin);
	return 0;
}
