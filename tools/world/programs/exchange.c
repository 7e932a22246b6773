/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int parse_way(const char *name)
{
	static const char *const names[] = {"tcp", "udp", "udp-unconnected"};
	for (int way = TCP; way <= UDP_UNCONNECTED; way++) {
		if (strcmp(name, names[way]) == 0)
			return way;
	}
	return -1;
}

static void fail(struct exchange *exchange, const char *step, int error)
{
	exchange->failed_step = step;
	exchange->error = error;
}

int open_socket(enum way way, const union address *target, int timeout_ms)
{
	struct timeval timeout = {timeout_ms / 1000, (timeout_ms % 1000) * 1000};
	int type = way == TCP ? SOCK_STREAM : SOCK_DGRAM;
	int fd = socket(target->any.sa_family, type | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	/* For a TCP socket the first one limits connect(), too. */
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
	return fd;
}

void establish(int fd, enum way way, struct exchange *exchange)
{
	if (way == UDP_UNCONNECTED)
		return;
	if (connect(fd, &exchange->target.any, address_size(&exchange->target)) != 0)
		fail(exchange, "connect", errno == EINPROGRESS ? ETIMEDOUT : errno);
}

/* The question is the letter q and its number, which its answer repeats. */
static void ask(int fd, enum way way, struct exchange *exchange, int number)
{
	char question[16];
	int length = snprintf(question, sizeof(question), "q%d\n", number);
	const struct sockaddr *to = NULL;
	socklen_t size = 0;
	if (way == UDP_UNCONNECTED) {
		to = &exchange->target.any;
		size = address_size(&exchange->target);
	}
	if (sendto(fd, question, (size_t)length, MSG_NOSIGNAL, to, size) != length)
		fail(exchange, "send", errno);
}

/* Receives into the text; false and errno where there is nothing more to come. */
static bool receive(int fd, enum way way, char text[ANSWER_SIZE], union address *source)
{
	socklen_t size = sizeof(*source);
	memset(source, 0, sizeof(*source));
	ssize_t length = recvfrom(fd, text, ANSWER_SIZE - 1, 0, &source->any, &size);
	if (length == 0 && way == TCP)
		errno = ECONNRESET;
	if (length < 0 && errno == EAGAIN)
		errno = ETIMEDOUT;
	if (length <= 0)
		return false;
	text[length] = '\0';
	text[strcspn(text, "\n")] = '\0';
	return true;
}

/* The exchange that an answer belongs to, or NULL. */
static struct exchange *find_open(struct exchange *exchanges, int count, const char *answer)
{
	static const char key[] = "\"said\":\"q";
	const char *said = strstr(answer, key);
	int number = said == NULL ? -1 : atoi(said + sizeof(key) - 1);
	if (number < 0 || number >= count || exchanges[number].was_answered)
		return NULL;
	return &exchanges[number];
}

static void take_answer(enum way way, struct exchange *exchange, const char *answer,
			const union address *source)
{
	if (way == UDP_UNCONNECTED && !same_address(source, &exchange->target)) {
		exchange->was_ignored = true;
		exchange->ignored = *source;
		return;
	}
	exchange->was_answered = true;
	exchange->source = *source;
	snprintf(exchange->answer, ANSWER_SIZE, "%s", answer);
}

void ask_all(int fd, enum way way, struct exchange *exchanges, int count)
{
	char answer[ANSWER_SIZE];
	union address source;
	int open = 0;
	for (int i = 0; i < count; i++) {
		if (exchanges[i].failed_step == NULL)
			ask(fd, way, &exchanges[i], i);
		open += exchanges[i].failed_step == NULL;
	}
	while (open > 0 && receive(fd, way, answer, &source)) {
		struct exchange *exchange = find_open(exchanges, count, answer);
		if (exchange == NULL)
			continue;
		take_answer(way, exchange, answer, &source);
		open -= exchange->was_answered;
	}
	int error = errno;
	for (int i = 0; i < count; i++) {
		if (exchanges[i].failed_step == NULL && !exchanges[i].was_answered)
			fail(&exchanges[i], "receive", error);
	}
}

bool answering_server(const char *answer, char *name, size_t size)
{
	static const char key[] = "\"server\":\"";
	const char *begin = strstr(answer, key);
	if (begin == NULL)
		return false;
	begin += sizeof(key) - 1;
	const char *end = strchr(begin, '"');
	if (end == NULL || (size_t)(end - begin) >= size)
		return false;
	memcpy(name, begin, (size_t)(end - begin));
	name[end - begin] = '\0';
	return true;
}

long microseconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}
