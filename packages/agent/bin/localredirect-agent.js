#!/bin/sh
":" //; PATH="$(dirname "$(readlink -f "$0")")/../../../node_modules/.bin:$PATH"; exec node --max-semi-space-size=4 "$0" "$@"
// Two languages at once. For the shell the line above starts Node, in a checkout the one that the
// checkout brings (Debian's is too old), and keeps the pid, so that signals reach the program.
// For Node it is a text without effect.
//
// A young generation of at most 4 MB a part: the agent's objects live long or die at once, and the
// default of 16 MB would stay resident on every node.
import "../dist/main.js";
