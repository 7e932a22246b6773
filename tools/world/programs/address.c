/* SPDX-License-Identifier: Apache-2.0 */
#include "address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse_host(const char *host, union address *address)
{
	memset(address, 0, sizeof(*address));
	if (inet_pton(AF_INET, host, &address->v4.sin_addr) == 1) {
		address->any.sa_family = AF_INET;
		return true;
	}
	if (inet_pton(AF_INET6, host, &address->v6.sin6_addr) == 1) {
		address->any.sa_family = AF_INET6;
		return true;
	}
	return false;
}

bool parse_address(const char *text, union address *address)
{
	char host[ADDRESS_TEXT];
	const char *colon = strrchr(text, ':');
	if (colon == NULL)
		return false;
	const char *begin = text, *end = colon;
	if (*text == '[' && colon > text + 1 && colon[-1] == ']') {
		begin++;
		end--;
	}
	size_t length = (size_t)(end - begin);
	if (length >= sizeof(host))
		return false;
	memcpy(host, begin, length);
	host[length] = '\0';

	char *rest;
	unsigned long port = strtoul(colon + 1, &rest, 10);
	if (rest == colon + 1 || *rest != '\0' || port == 0 || port > 65535)
		return false;
	if (!parse_host(host, address))
		return false;
	/* The port stands at the same place in both families. */
	address->v4.sin_port = htons((unsigned short)port);
	return true;
}

void map_to_v6(union address *address)
{
	if (address->any.sa_family != AF_INET)
		return;
	struct sockaddr_in v4 = address->v4;
	memset(address, 0, sizeof(*address));
	address->v6.sin6_family = AF_INET6;
	address->v6.sin6_port = v4.sin_port;
	memset(&address->v6.sin6_addr.s6_addr[10], 0xff, 2);
	memcpy(&address->v6.sin6_addr.s6_addr[12], &v4.sin_addr, 4);
}

socklen_t address_size(const union address *address)
{
	return address->any.sa_family == AF_INET ? sizeof(address->v4) : sizeof(address->v6);
}

bool same_address(const union address *one, const union address *other)
{
	if (one->any.sa_family != other->any.sa_family || one->v4.sin_port != other->v4.sin_port)
		return false;
	if (one->any.sa_family == AF_INET)
		return one->v4.sin_addr.s_addr == other->v4.sin_addr.s_addr;
	return memcmp(&one->v6.sin6_addr, &other->v6.sin6_addr, sizeof(one->v6.sin6_addr)) == 0;
}

const char *format_address(const union address *address, char text[ADDRESS_TEXT])
{
	char host[INET6_ADDRSTRLEN] = "?";
	bool v4 = address->any.sa_family == AF_INET;
	const void *bytes = v4 ? (const void *)&address->v4.sin_addr : &address->v6.sin6_addr;
	inet_ntop(address->any.sa_family, bytes, host, sizeof(host));
	snprintf(text, ADDRESS_TEXT, v4 ? "%s:%u" : "[%s]:%u", host, ntohs(address->v4.sin_port));
	return text;
}
