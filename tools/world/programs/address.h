/* SPDX-License-Identifier: Apache-2.0 */
/* Socket addresses as text: 10.96.0.10:80 and [fd00::a]:80. */
#pragma once

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

/* Room for the longest text of an address, its end included. */
#define ADDRESS_TEXT 64

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

/* False where the text is no address with a port. */
bool parse_address(const char *text, union address *address);

/* An IPv4 address as an IPv6 socket names it: ::ffff:a.b.c.d. Others stay as they are. */
void map_to_v6(union address *address);

socklen_t address_size(const union address *address);

/* Whether both are the same address and port of the same family. */
bool same_address(const union address *one, const union address *other);

/* Writes the text and returns it. */
const char *format_address(const union address *address, char text[ADDRESS_TEXT]);
