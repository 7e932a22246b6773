#!/bin/sh
":" //; PATH="$(dirname "$(readlink -f "$0")")/../../../node_modules/.bin:$PATH"; exec node "$0" "$@"
// Two languages at once. For the shell the line above starts Node, in a checkout the one that the
// checkout brings (Debian's is too old), and keeps the pid, so that signals reach the program.
// For Node it is a text without effect.
import "../dist/main.js";
