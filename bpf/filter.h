/* SPDX-License-Identifier: (GPL-2.0-only OR Apache-2.0) */
/*
 * The first question of every program: can this address and port be any of ours? One multiplication
 * chain and one bit test, without a helper call, so that all other traffic costs next to nothing.
 * The agent sets the bit of every frontend and of every backend before it uses them.
 */
#pragma once

#include "layout.h"

u64 filter[FILTER_BITS / 64] SEC(".data.filter");

/* The agent computes the same: packages/agent/src/datapath/filter.ts. */
static __always_inline u32 filter_bit(const u32 address[4], u16 port)
{
	u32 hash = address[0] * 0x85ebca6b + address[1] * 0xc2b2ae35 + address[2] * 0x27d4eb2f +
		   address[3] * 0x9e3779b1 + port * 0x165667b1;

	hash ^= hash >> 15;
	hash *= 0x2c1b3c6d;
	return hash >> 12; /* 20 bits, FILTER_BITS of them */
}

static __always_inline bool filter_holds(const u32 address[4], u16 port)
{
	u32 bit = filter_bit(address, port);

	return filter[bit / 64] >> (bit % 64) & 1;
}
