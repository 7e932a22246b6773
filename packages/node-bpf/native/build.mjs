// Builds build/node_bpf.node from native/*.cc. Plain JavaScript without dependencies beyond the
// two header packages: it also runs on a Node that is too old for the rest of the package.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const sourceFolder = dirname(fileURLToPath(import.meta.url));
const buildFolder = join(sourceFolder, "..", "build");
const objectFolder = join(buildFolder, "objects");
const addon = join(buildFolder, "node_bpf.node");
const compiler = process.env.CXX ?? "c++";

/** Each compiler takes some 300 MB, so no more than this many at a time. */
const MOST_COMPILERS = 2;

const includes = [
  require("node-api-headers").include_dir,
  dirname(require.resolve("node-addon-api/package.json")),
].flatMap((folder) => ["-isystem", folder]);

// Every Node 20, 22 and 24 has version 8 of Node-API.
const compileFlags = [
  ...["-std=c++17", "-O2", "-fPIC", "-fvisibility=hidden", "-pthread"],
  ...["-Wall", "-Wextra", "-Werror", "-DNAPI_VERSION=8", "-DNODE_ADDON_API_CPP_EXCEPTIONS"],
  // Without it, an error while a worker thread is being terminated would end the process.
  "-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS",
  ...includes,
];

// nodelete: libbpf keeps a pointer to our print function, so a worker thread's end must not
// unload it.
const linkFlags = ["-shared", "-pthread", "-Wl,-z,nodelete", "-lbpf"];

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function fail(message) {
  console.error(`node-bpf: ${message}`);
  process.exit(1);
}

function checkToolchain() {
  const version = spawnSync(compiler, ["--version"], { stdio: "ignore" });
  if (version.error !== undefined) {
    fail(`The C++ compiler ${compiler} is missing; install it: apt-get install g++`);
  }
  const headers = spawnSync(compiler, ["-x", "c++", "-E", "-"], {
    input: "#include <bpf/libbpf.h>\n#include <bpf/btf.h>\n",
    stdio: ["pipe", "ignore", "ignore"],
  });
  if (headers.status !== 0) {
    fail("The headers of libbpf are missing; install them: apt-get install libbpf-dev");
  }
}

function run(arguments_) {
  return new Promise((resolve) => {
    const child = spawn(compiler, arguments_, { stdio: "inherit" });
    child.on("exit", (code) => resolve(code === 0));
  });
}

async function compileAll(jobs) {
  const waiting = [...jobs];
  let succeeded = true;
  async function worker() {
    for (let job = waiting.shift(); job !== undefined && succeeded; job = waiting.shift()) {
      succeeded = (await run([...compileFlags, "-c", job.source, "-o", job.object])) && succeeded;
    }
  }
  const workers = Math.min(MOST_COMPILERS, availableParallelism());
  await Promise.all(Array.from({ length: workers }, worker));
  return succeeded;
}

const files = readdirSync(sourceFolder);
const paths = (suffix) =>
  files.filter((name) => name.endsWith(suffix)).map((name) => join(sourceFolder, name));
// Headers and this script bear on every object.
const shared = Math.max(...[...paths(".hpp"), fileURLToPath(import.meta.url)].map(modified));
const jobs = paths(".cc").map((source) => ({
  source,
  object: join(objectFolder, source.slice(sourceFolder.length + 1).replace(/\.cc$/, ".o")),
}));
const stale = jobs.filter((job) => modified(job.object) <= Math.max(modified(job.source), shared));

if (stale.length > 0 || modified(addon) < Math.max(...jobs.map((job) => modified(job.object)))) {
  checkToolchain();
  mkdirSync(objectFolder, { recursive: true });
  if (!(await compileAll(stale))) fail("The native part does not compile");
  // Linked beside and renamed: a process that has the old one loaded keeps it.
  const linked = `${addon}.new`;
  if (!(await run([...jobs.map((job) => job.object), ...linkFlags, "-o", linked]))) {
    fail("The native part does not link; install libbpf's library: apt-get install libbpf-dev");
  }
  renameSync(linked, addon);
}
