#!/bin/sh
":" //; PATH="$(dirname "$(readlink -f "$0")")/../../../node_modules/.bin:$PATH"
":" //; for found in /usr/lib/*/libjemalloc.so.2; do [ ! -e "$found" ] || export LD_PRELOAD=libjemalloc.so.2; done
":" //; export MALLOC_CONF=narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0
":" //; export MALLOC_MMAP_THRESHOLD_=16384 MALLOC_TOP_PAD_=4096
":" //; exec node --max-semi-space-size=4 "$0" "$@"
// Two languages at once. For the shell the lines above start Node, in a checkout the one that the
// checkout brings (Debian's is too old), and keeps the pid, so that signals reach the program.
// For Node they are texts without effect.
//
// Node gives each TLS connection a buffer of 64 KiB and each HTTP/2 session one of 16 KiB, of which
// little is ever used, and a handshake takes as much for a moment. jemalloc, where it is installed,
// gives pages that are free back at once, so that only the first pages of such a piece are resident.
// With its two settings, glibc takes them from the system, too, but only where nothing free is large
// enough: agents that come back get what others have left, whole and resident.
//
// A young generation of at most 4 MB a part: tables live long and messages die at once, and the
// default of 16 MB lets the old generation grow by 100 MB before anything is collected.
import "../dist/main.js";
