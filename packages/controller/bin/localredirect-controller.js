#!/bin/sh
":" //; PATH="$(dirname "$(readlink -f "$0")")/../../../node_modules/.bin:$PATH"; export MALLOC_MMAP_THRESHOLD_=16384 MALLOC_TOP_PAD_=4096; exec node --max-semi-space-size=8 "$0" "$@"
// Two languages at once. For the shell the line above starts Node, in a checkout the one that the
// checkout brings (Debian's is too old), and keeps the pid, so that signals reach the program.
// For Node it is a text without effect.
//
// Node gives each TLS connection a buffer of 64 KiB and each HTTP/2 session one of 16 KiB, of which
// little is ever used, and a handshake takes as much for a moment. With these two, glibc takes such
// pieces from the system, so that only their first pages are resident and nothing of them stays.
//
// A young generation of at most 8 MB a part: tables live long and messages die at once, and the
// default of 16 MB lets the old generation grow by 100 MB before anything is collected.
import "../dist/main.js";
