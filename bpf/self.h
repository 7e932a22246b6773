/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * Who is asking: the no-loop rule. A pod is known by its cgroup, an ancestor of the task's own, so
 * that a container just made needs no announcement.
 *
 * The helper for the same question, bpf_get_current_ancestor_cgroup_id, cost 45 to 55 ns where the
 * walk below costs 15: it calls functions that call functions, each of whose returns is dear on
 * processors with mitigations for speculative returns.
 */
#pragma once

#include "kernel.h"
#include "maps.h"

/* How far below its pod's cgroup a task may be; deeper ones are not recognised. */
#define MAX_STEPS_UP 16

static __always_inline bool is_member(const struct redirect *redirect, u64 cgroup)
{
	struct member_key key = { .cgroup = cgroup, .member_set = redirect->member_set };

	for (int i = 0; i < INLINE_MEMBERS; i++)
		if (redirect->members[i] == cgroup)
			return true;
	return redirect->flags & MORE_MEMBERS && bpf_map_lookup_elem(&members, &key);
}

/* From a pod that the policy selects, in whichever of its containers, or from our own agent. */
static __always_inline bool is_self(const struct redirect *redirect)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct cgroup *cgroup;
	u32 zero = 0;
	u32 *agent = bpf_map_lookup_elem(&agent_self, &zero);

	if (agent && *agent == (u32)task->tgid)
		return true;
	if (redirect->flags & REDIRECT_SELF)
		return false;
	cgroup = task->cgroups->dfl_cgrp;
	for (int i = 0; i < MEMBER_LEVELS; i++) {
		int level = redirect->member_levels[i];

		if (!level)
			return false;
		for (int step = 0; step < MAX_STEPS_UP && cgroup->level > level; step++)
			cgroup = cgroup->self.parent->cgroup;
		if (cgroup->level == level && is_member(redirect, cgroup->kn->id))
			return true;
	}
	return false;
}
