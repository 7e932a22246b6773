// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./command.mjs";
import { SetupError } from "./setup-error.mjs";

/** Whatever the build reads or writes. */
const roots = [
  "packages",
  "bpf",
  "proto",
  "tools/package.json",
  "tools/world/programs",
  "tools/bench/programs",
  "tools/nodes/programs",
  "package-lock.json",
  "nx.json",
  "tsconfig.base.json",
];

/** What all these files looked like after the last good build. */
const stamp = "node_modules/.cache/localredirect-build";

/** @type {import("./steps.mjs").Step} */
export const buildStep = {
  name: "build",
  async look() {
    // nx knows as much, but takes two seconds to say so.
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return undefined;
    return { what: "packages, kernel programs, native code (cached by nx)", perform: build };
  },
};

async function build() {
  const modules = join(process.cwd(), "node_modules/.bin");
  const result = await run(
    join(modules, "nx"),
    ["run-many", "-t", "build", "--outputStyle=static", "--parallel=2"],
    {
      PATH: `${modules}:${process.env["PATH"] ?? ""}`,
      // No background process stays, and what a terminal shows does not depend on it.
      NX_DAEMON: "false",
      NX_TUI: "false",
      FORCE_COLOR: "0",
    },
  );
  if (!result.ok) {
    throw new SetupError(
      "The build failed",
      "Mend what is shown above, then run this again, or `npm run build` to see all of it.",
      result.shown,
    );
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint());
}

/** A hash of every file's path, size and time of change. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const root of roots) addTo(hash, root);
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) {
    hash.update(`${path}\0${status.size}\0${status.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (name !== "node_modules") addTo(hash, join(path, name));
  }
}
