// Compiles bpf/localredirect.bpf.c. Used by `npm run build`, and with other arguments by what needs
// the object elsewhere: node build-bpf.mjs [OUTPUT [CLANG-FLAG...]]
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const agent = join(dirname(fileURLToPath(import.meta.url)), "..");
const bpf = join(agent, "../../bpf");
const [output = join(agent, "dist/bpf/localredirect.bpf.o"), ...extra] = process.argv.slice(2);

/** Debian keeps <asm/types.h>, which <linux/bpf.h> needs, in a folder of the architecture's name. */
const includes = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" }[process.arch];

const flags = [
  "-g", // BTF; the debug sections beside it are stripped below
  "-O2",
  "-target",
  "bpf",
  "-mcpu=v3", // atomics with a result: Linux 5.12
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wno-unused-parameter",
  `-I/usr/include/${includes}`,
  `-fdebug-prefix-map=${bpf}=bpf`,
];

function run(command, args) {
  const result = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (result.error?.code === "ENOENT") {
    console.error(`${command} is missing: apt-get install clang llvm libbpf-dev, or npm run setup`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

mkdirSync(dirname(output), { recursive: true });
run("clang", [...flags, ...extra, "-c", join(bpf, "localredirect.bpf.c"), "-o", output]);
run("llvm-strip", ["-g", output]);
