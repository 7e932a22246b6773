/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first process of a pod, which holds its namespaces: it waits until it is told to end, and
 * buries what has lost its parents.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void end(int signal)
{
	(void)signal;
	_exit(0);
}

static void bury(int signal)
{
	(void)signal;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
}

int main(void)
{
	struct sigaction on_end = { .sa_handler = end };
	struct sigaction on_child = { .sa_handler = bury, .sa_flags = SA_NOCLDSTOP | SA_RESTART };
	if (sigaction(SIGINT, &on_end, NULL) != 0 || sigaction(SIGTERM, &on_end, NULL) != 0 ||
	    sigaction(SIGCHLD, &on_child, NULL) != 0)
		return 1;
	for (;;)
		pause();
}
