#!/bin/sh
":" //; PATH="$(dirname "$(readlink -f "$0")")/../../../node_modules/.bin:$PATH"; export MALLOC_MMAP_THRESHOLD_=32768 MALLOC_TOP_PAD_=4096; exec node --max-semi-space-size=8 "$0" "$@"
// Two languages at once. For the shell the line above starts Node, in a checkout the one that the
// checkout brings (Debian's is too old), and keeps the pid, so that signals reach the program.
// For Node it is a text without effect.
//
// Node gives each TLS connection a buffer of 64 KiB of which some hundred bytes are ever used. With
// these two, glibc takes it from the system instead of from memory that was written before, so that
// only its first pages are resident: 60 KB less for each agent once all have reconnected some times.
//
// A young generation of at most 8 MB a part: tables live long and messages die at once, and the
// default of 16 MB lets the old generation grow by 100 MB before anything is collected.
import "../dist/main.js";
