/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Listens by Multipath TCP at an address and port and becomes the command that follows, which has
 * the socket as descriptor 3. Node itself opens plain TCP sockets only.
 */
#include <arpa/inet.h>
#include <linux/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	int again = 1; /* where the one before it had connections */
	int listener = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);

	if (argc < 4 || inet_pton(AF_INET, argv[1], &address.sin_addr) != 1)
		return 2;
	address.sin_port = htons(atoi(argv[2]));
	if (listener < 0 ||
	    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &again, sizeof(again)) ||
	    bind(listener, (struct sockaddr *)&address, sizeof(address)) ||
	    listen(listener, 16) || dup2(listener, 3) != 3) {
		perror("multipath-listener");
		return 1;
	}
	if (listener != 3)
		close(listener);
	execv(argv[3], argv + 3);
	perror(argv[3]);
	return 1;
}
