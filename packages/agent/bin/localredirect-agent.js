#!/usr/bin/env -S node --max-semi-space-size=4
// A young generation of at most 4 MB a part: the agent's objects live long or die at once, and the
// default of 16 MB would stay resident on every node.
import "../dist/main.js";
