/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One socket of an application, step by step:
 *
 *   steps [--mapped] [--times N] tcp|udp [STEP...]
 *
 *   connect=ADDRESS   connects, or connects again
 *   disconnect        connect() with AF_UNSPEC
 *   ask               asks a whoami server over the connected socket
 *   ask=ADDRESS       asks one by sendto(), and drops answers from elsewhere
 *   peer              what getpeername says
 *
 * Without a step on the command line each line of the input is one. A step's outcome is a line of
 * JSON. --times N does all steps with each of N sockets, one after the other, and prints only how
 * many of the steps failed; the exit code is 2 for a wrong command line, else 0. --mapped uses an
 * IPv6 socket for IPv4 addresses.
 */
#define _GNU_SOURCE
#include "exchange.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEP_SIZE 128
#define TIMEOUT_MS 2000

struct settings {
	enum way way;
	bool mapped;
	int times;
	int count;
	char **steps;
};

/* One socket, made when the first address says of which family. */
struct subject {
	const struct settings *settings;
	int fd;
};

static bool parse_target(const struct settings *settings, const char *text, union address *address)
{
	if (!parse_address(text, address))
		return false;
	if (settings->mapped)
		map_to_v6(address);
	return true;
}

static bool have_socket(struct subject *subject, const union address *address)
{
	if (subject->fd < 0)
		subject->fd = open_socket(subject->settings->way, address, TIMEOUT_MS);
	return subject->fd >= 0;
}

static int connect_to(struct subject *subject, const char *target)
{
	struct exchange exchange = {0};
	if (!parse_target(subject->settings, target, &exchange.target))
		return EINVAL;
	if (!have_socket(subject, &exchange.target))
		return errno;
	establish(subject->fd, TCP, &exchange);
	return exchange.failed_step == NULL ? 0 : exchange.error;
}

static int disconnect(const struct subject *subject)
{
	const struct sockaddr nowhere = {.sa_family = AF_UNSPEC};
	return connect(subject->fd, &nowhere, sizeof(nowhere)) == 0 ? 0 : errno;
}

static int ask(struct subject *subject, const char *target, struct exchange *exchange)
{
	enum way way = target == NULL ? subject->settings->way : UDP_UNCONNECTED;
	if (target != NULL && !parse_target(subject->settings, target, &exchange->target))
		return EINVAL;
	if (target != NULL && !have_socket(subject, &exchange->target))
		return errno;
	ask_all(subject->fd, way, exchange, 1);
	return exchange->failed_step == NULL ? 0 : exchange->error;
}

static int read_peer(const struct subject *subject, union address *peer)
{
	socklen_t size = sizeof(*peer);
	return getpeername(subject->fd, &peer->any, &size) == 0 ? 0 : errno;
}

static void print_outcome(const char *step, int error, const struct exchange *exchange,
			  const union address *peer)
{
	char text[ADDRESS_TEXT];
	printf("{\"step\":\"%s\",\"ok\":%s", step, error == 0 ? "true" : "false");
	if (error != 0)
		printf(",\"error\":\"%s\"", strerrorname_np(error));
	if (peer->any.sa_family != AF_UNSPEC)
		printf(",\"peerName\":\"%s\"", format_address(peer, text));
	if (exchange->was_ignored)
		printf(",\"ignored\":\"%s\"", format_address(&exchange->ignored, text));
	if (exchange->source.any.sa_family != AF_UNSPEC)
		printf(",\"source\":\"%s\"", format_address(&exchange->source, text));
	if (exchange->was_answered)
		printf(",\"answer\":%s", exchange->answer);
	puts("}");
	fflush(stdout);
}

static const char *value_of(const char *step, const char *name)
{
	size_t length = strlen(name);
	return strncmp(step, name, length) == 0 && step[length] == '=' ? step + length + 1 : NULL;
}

/* Takes one step; false: it failed. */
static bool take(struct subject *subject, const char *step, bool quiet)
{
	struct exchange exchange = {0};
	union address peer = {0};
	int error = EINVAL;
	if (value_of(step, "connect") != NULL)
		error = connect_to(subject, value_of(step, "connect"));
	else if (strcmp(step, "disconnect") == 0)
		error = disconnect(subject);
	else if (strcmp(step, "ask") == 0 || value_of(step, "ask") != NULL)
		error = ask(subject, value_of(step, "ask"), &exchange);
	else if (strcmp(step, "peer") == 0)
		error = read_peer(subject, &peer);
	if (!quiet)
		print_outcome(step, error, &exchange, &peer);
	return error == 0;
}

static void close_socket(const struct subject *subject)
{
	/* Closed at once on both sides: no TIME_WAIT uses up the ports. */
	const struct linger abort_at_close = {.l_onoff = 1, .l_linger = 0};
	if (subject->fd < 0)
		return;
	if (subject->settings->way == TCP)
		setsockopt(subject->fd, SOL_SOCKET, SO_LINGER, &abort_at_close,
			   sizeof(abort_at_close));
	close(subject->fd);
}

static void run_input(const struct settings *settings)
{
	struct subject subject = {.settings = settings, .fd = -1};
	char step[STEP_SIZE];
	while (fgets(step, sizeof(step), stdin) != NULL) {
		step[strcspn(step, "\n")] = '\0';
		take(&subject, step, false);
	}
	close_socket(&subject);
}

static void run_steps(const struct settings *settings)
{
	bool quiet = settings->times > 1;
	long failed = 0;
	for (int time = 0; time < settings->times; time++) {
		struct subject subject = {.settings = settings, .fd = -1};
		for (int i = 0; i < settings->count; i++)
			failed += !take(&subject, settings->steps[i], quiet);
		close_socket(&subject);
	}
	if (quiet)
		printf("{\"failed\":%ld}\n", failed);
}

static bool parse_settings(int argc, char **argv, struct settings *settings)
{
	static const struct option options[] = {
		{"mapped", no_argument, NULL, 'm'},
		{"times", required_argument, NULL, 't'},
		{0},
	};
	*settings = (struct settings){.times = 1};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (option == 'm')
			settings->mapped = true;
		else if (option == 't')
			settings->times = atoi(optarg);
		else
			return false;
	}
	int way = optind < argc ? parse_way(argv[optind]) : -1;
	settings->way = way < 0 ? TCP : (enum way)way;
	settings->count = argc - optind - 1;
	settings->steps = argv + optind + 1;
	return (way == TCP || way == UDP_CONNECTED) && settings->times > 0;
}

int main(int argc, char **argv)
{
	struct settings settings;
	if (!parse_settings(argc, argv, &settings)) {
		fprintf(stderr, "Usage: steps [--mapped] [--times N] tcp|udp [STEP...]\n");
		return 2;
	}
	if (settings.count > 0)
		run_steps(&settings);
	else
		run_input(&settings);
	return 0;
}
