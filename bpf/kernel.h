/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * As much of the kernel's own structures as the programs read, by CO-RE: from a task to its cgroups,
 * and of a socket.
 */
#pragma once

#include "layout.h"

#define CO_RE __attribute__((preserve_access_index))

struct kernfs_node {
	u64 id;
} CO_RE;

struct cgroup_subsys_state {
	struct cgroup *cgroup;
	struct cgroup_subsys_state *parent;
} CO_RE;

struct cgroup {
	struct cgroup_subsys_state self;
	int level; /* below the root of cgroup v2, which is 0 */
	struct kernfs_node *kn;
} CO_RE;

struct css_set {
	struct cgroup *dfl_cgrp; /* of cgroup v2, in hybrid mode, too */
} CO_RE;

struct task_struct {
	int tgid;
	struct css_set *cgroups;
} CO_RE;

struct sock {
	u8 sk_kern_sock : 1; /* opened by the kernel, not by an application */
} CO_RE;

struct tcp_sock {
	bool is_mptcp; /* one of the connections of a Multipath TCP socket */
} CO_RE;

struct inet_connection_sock {
	struct mptcp_subflow_context *icsk_ulp_data; /* where is_mptcp says so */
} CO_RE;

struct mptcp_subflow_context {
	struct sock *conn; /* the Multipath TCP socket, which an application opened */
} CO_RE;
