/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An application that asks a whoami server and prints what it really got, one JSON line a question:
 *
 *   probe [--mapped] [--timeout MS] [--repeat N] [--interactive] WAY TARGET...
 *
 * WAY is tcp, udp (connected) or udp-unconnected. --mapped uses an IPv6 socket for an IPv4 target.
 * --repeat asks N times over the same socket; --interactive once for each line of its input.
 * Several targets, for udp-unconnected only: all are asked at once over one socket. The exit code
 * is 0 where all questions were answered, 1 where not, 2 for a wrong command line.
 */
#define _GNU_SOURCE
#include "exchange.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_TARGETS 64

struct settings {
	const char *way_name;
	enum way way;
	bool mapped;
	bool interactive;
	int timeout_ms;
	int repeat;
	int count;
	const char *target_texts[MAX_TARGETS];
	union address targets[MAX_TARGETS];
};

static void print_address(const char *key, const union address *address)
{
	char text[ADDRESS_TEXT];
	printf(",\"%s\":\"%s\"", key, format_address(address, text));
}

static void print_result(const struct settings *settings, int number, int fd,
			 const struct exchange *exchange, long microseconds)
{
	union address peer = {0};
	socklen_t size = sizeof(peer);
	printf("{\"way\":\"%s\",\"target\":\"%s\",\"microseconds\":%ld", settings->way_name,
	       settings->target_texts[number], microseconds);
	if (getpeername(fd, &peer.any, &size) == 0)
		print_address("peerName", &peer);
	if (exchange->was_ignored)
		print_address("ignored", &exchange->ignored);
	if (exchange->failed_step != NULL) {
		printf(",\"ok\":false,\"step\":\"%s\",\"error\":\"%s\"}\n", exchange->failed_step,
		       strerrorname_np(exchange->error));
		return;
	}
	if (settings->way != TCP)
		print_address("source", &exchange->source);
	printf(",\"ok\":true,\"answer\":%s}\n", exchange->answer);
}

/* Asks all targets and prints what came of it. A failure to connect is that of each question. */
static bool ask_once(const struct settings *settings, int fd, const struct exchange *connected)
{
	struct exchange exchanges[MAX_TARGETS];
	bool all_answered = true;
	long start = microseconds_now();
	for (int i = 0; i < settings->count; i++) {
		exchanges[i] = *connected;
		exchanges[i].target = settings->targets[i];
	}
	ask_all(fd, settings->way, exchanges, settings->count);
	for (int i = 0; i < settings->count; i++) {
		print_result(settings, i, fd, &exchanges[i], microseconds_now() - start);
		all_answered = all_answered && exchanges[i].was_answered;
	}
	fflush(stdout);
	return all_answered;
}

static bool another_round(const struct settings *settings, int round)
{
	char line[64];
	if (settings->interactive)
		return fgets(line, sizeof(line), stdin) != NULL;
	return round < settings->repeat;
}

static int probe(const struct settings *settings)
{
	struct exchange connected = {.target = settings->targets[0]};
	bool all_answered = true;
	int fd = open_socket(settings->way, &settings->targets[0], settings->timeout_ms);
	if (fd < 0) {
		perror("socket");
		return 1;
	}
	establish(fd, settings->way, &connected);
	for (int round = 0; another_round(settings, round); round++)
		all_answered = ask_once(settings, fd, &connected) && all_answered;
	close(fd);
	return all_answered ? 0 : 1;
}

static bool parse_targets(struct settings *settings, int count, char **texts)
{
	if (count < 1 || count > (settings->way == UDP_UNCONNECTED ? MAX_TARGETS : 1))
		return false;
	settings->count = count;
	for (int i = 0; i < count; i++) {
		settings->target_texts[i] = texts[i];
		if (!parse_address(texts[i], &settings->targets[i]))
			return false;
		if (settings->mapped)
			map_to_v6(&settings->targets[i]);
	}
	return true;
}

static bool parse_settings(int argc, char **argv, struct settings *settings)
{
	static const struct option options[] = {
		{"mapped", no_argument, NULL, 'm'},
		{"timeout", required_argument, NULL, 't'},
		{"repeat", required_argument, NULL, 'r'},
		{"interactive", no_argument, NULL, 'i'},
		{0},
	};
	*settings = (struct settings){.timeout_ms = 2000, .repeat = 1};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (option) {
		case 'm':
			settings->mapped = true;
			break;
		case 't':
			settings->timeout_ms = atoi(optarg);
			break;
		case 'r':
			settings->repeat = atoi(optarg);
			break;
		case 'i':
			settings->interactive = true;
			break;
		default:
			return false;
		}
	}
	if (optind + 1 >= argc || settings->timeout_ms <= 0 || settings->repeat <= 0)
		return false;
	settings->way_name = argv[optind];
	int way = parse_way(settings->way_name);
	settings->way = way < 0 ? TCP : (enum way)way;
	return way >= 0 && parse_targets(settings, argc - optind - 1, argv + optind + 1);
}

int main(int argc, char **argv)
{
	struct settings settings;
	if (!parse_settings(argc, argv, &settings)) {
		fprintf(stderr, "Usage: probe [--mapped] [--timeout MS] [--repeat N] "
				"[--interactive] tcp|udp|udp-unconnected TARGET...\n");
		return 2;
	}
	return probe(&settings);
}
