/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many connections, each to be answered by an allowed server:
 *
 *   load [--workers N] [--pause US] [--timeout MS] [--allow NAME]... tcp|udp|udp-unconnected TARGET
 *
 * Prints "running", and then each worker asks over one new socket after the other until SIGINT or
 * SIGTERM; then the totals are printed as a line of JSON, as also at each SIGUSR1. A question without an answer has failed; an
 * answer by a server that is not allowed (without --allow all are) is misdirected.
 */
#define _GNU_SOURCE
#include "exchange.h"

#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_WORKERS 64
#define MAX_SERVERS 16
#define NAME_SIZE 64

struct settings {
	enum way way;
	int workers;
	int pause_us;
	int timeout_ms;
	union address target;
	int allowed;
	const char *allowed_names[MAX_SERVERS];
};

struct totals {
	long connections;
	long failed;
	long misdirected;
	long slowest_us;
	char first_failure[64];
	int servers;
	struct {
		char name[NAME_SIZE];
		long answers;
	} server[MAX_SERVERS];
};

static struct settings settings;
static struct totals totals;
static pthread_mutex_t totals_lock = PTHREAD_MUTEX_INITIALIZER;
static volatile bool stopped;

static void count_answer(const char *name)
{
	int i = 0;
	while (i < totals.servers && strcmp(totals.server[i].name, name) != 0)
		i++;
	if (i == MAX_SERVERS)
		return;
	if (i == totals.servers) {
		snprintf(totals.server[i].name, NAME_SIZE, "%s", name);
		totals.servers++;
	}
	totals.server[i].answers++;
}

static bool is_allowed(const char *name)
{
	for (int i = 0; i < settings.allowed; i++) {
		if (strcmp(settings.allowed_names[i], name) == 0)
			return true;
	}
	return settings.allowed == 0;
}

static void count(const struct exchange *exchange, long microseconds)
{
	char name[NAME_SIZE] = "?";
	pthread_mutex_lock(&totals_lock);
	totals.connections++;
	if (microseconds > totals.slowest_us)
		totals.slowest_us = microseconds;
	if (exchange->failed_step != NULL) {
		if (totals.failed++ == 0)
			snprintf(totals.first_failure, sizeof(totals.first_failure), "%s: %s",
				 exchange->failed_step, strerrorname_np(exchange->error));
	} else {
		answering_server(exchange->answer, name, sizeof(name));
		count_answer(name);
		if (!is_allowed(name))
			totals.misdirected++;
	}
	pthread_mutex_unlock(&totals_lock);
}

static void connect_once(void)
{
	/* Closed at once on both sides: no TIME_WAIT uses up the ports. */
	const struct linger abort_at_close = {.l_onoff = 1, .l_linger = 0};
	struct exchange exchange = {.target = settings.target};
	long start = microseconds_now();
	int fd = open_socket(settings.way, &settings.target, settings.timeout_ms);
	if (fd < 0) {
		exchange.failed_step = "socket";
		exchange.error = errno;
	} else {
		establish(fd, settings.way, &exchange);
		ask_all(fd, settings.way, &exchange, 1);
		if (settings.way == TCP)
			setsockopt(fd, SOL_SOCKET, SO_LINGER, &abort_at_close,
				   sizeof(abort_at_close));
		close(fd);
	}
	count(&exchange, microseconds_now() - start);
}

static void *work(void *unused)
{
	while (!stopped) {
		connect_once();
		if (settings.pause_us > 0)
			usleep((useconds_t)settings.pause_us);
	}
	return unused;
}

static void print_totals(void)
{
	pthread_mutex_lock(&totals_lock);
	printf("{\"connections\":%ld,\"failed\":%ld,\"misdirected\":%ld,\"slowestMicroseconds\":%ld,"
	       "\"firstFailure\":\"%s\",\"servers\":{",
	       totals.connections, totals.failed, totals.misdirected, totals.slowest_us,
	       totals.first_failure);
	for (int i = 0; i < totals.servers; i++)
		printf("%s\"%s\":%ld", i == 0 ? "" : ",", totals.server[i].name,
		       totals.server[i].answers);
	puts("}}");
	fflush(stdout);
	pthread_mutex_unlock(&totals_lock);
}

static int run(void)
{
	pthread_t workers[MAX_WORKERS];
	sigset_t signals;
	int signal_number = 0;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	puts("running");
	fflush(stdout);
	for (int i = 0; i < settings.workers; i++) {
		if (pthread_create(&workers[i], NULL, work, NULL) != 0) {
			perror("pthread_create");
			return 1;
		}
	}
	while (sigwait(&signals, &signal_number) == 0 && signal_number == SIGUSR1)
		print_totals();
	stopped = true;
	for (int i = 0; i < settings.workers; i++)
		pthread_join(workers[i], NULL);
	print_totals();
	return 0;
}

static bool parse_settings(int argc, char **argv)
{
	static const struct option options[] = {
		{"workers", required_argument, NULL, 'w'},
		{"pause", required_argument, NULL, 'p'},
		{"timeout", required_argument, NULL, 't'},
		{"allow", required_argument, NULL, 'a'},
		{0},
	};
	settings = (struct settings){.workers = 4, .pause_us = 1000, .timeout_ms = 2000};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (option) {
		case 'w':
			settings.workers = atoi(optarg);
			break;
		case 'p':
			settings.pause_us = atoi(optarg);
			break;
		case 't':
			settings.timeout_ms = atoi(optarg);
			break;
		case 'a':
			if (settings.allowed == MAX_SERVERS)
				return false;
			settings.allowed_names[settings.allowed++] = optarg;
			break;
		default:
			return false;
		}
	}
	if (optind + 2 != argc || settings.workers < 1 || settings.workers > MAX_WORKERS ||
	    settings.pause_us < 0 || settings.timeout_ms <= 0)
		return false;
	int way = parse_way(argv[optind]);
	settings.way = way < 0 ? TCP : (enum way)way;
	return way >= 0 && parse_address(argv[optind + 1], &settings.target);
}

int main(int argc, char **argv)
{
	if (!parse_settings(argc, argv)) {
		fprintf(stderr, "Usage: load [--workers N] [--pause US] [--timeout MS] "
				"[--allow NAME]... tcp|udp|udp-unconnected TARGET\n");
		return 2;
	}
	return run();
}
