// Writes src/datapath/generated/layout.ts: sizes, offsets and constants of the kernel's side, read
// from the BTF of the compiled object. Run by `npm run generate`.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const scripts = dirname(fileURLToPath(import.meta.url));
const output = join(scripts, "../src/datapath/generated/layout.ts");

/** The C types that the agent reads or writes, and the name of each in TypeScript. */
const records = {
  endpoint: "endpointLayout",
  frontend_key: "frontendKeyLayout",
  backend: "backendLayout",
  redirect: "redirectLayout",
  member_key: "memberKeyLayout",
  original: "originalLayout",
  original_slot: "originalSlotLayout",
  original_line: "originalLineLayout",
  original_overflow: "originalOverflowLayout",
  counters: "countersLayout",
  resume: "resumeLayout",
  server_key: "serverKeyLayout",
  server_state: "serverStateLayout",
};
const enums = {
  layout_constant: "layoutConstants",
  redirect_flag: "redirectFlags",
  resume_flag: "resumeFlags",
  server_life: "serverLives",
  verdict: "verdictNumbers",
};

function run(command, args) {
  const { error, status, stdout } = spawnSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error?.code === "ENOENT") {
    console.error(`${command} is missing: apt-get install bpftool, or npm run setup`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

function readTypes() {
  const folder = mkdtempSync(join(tmpdir(), "localredirect-layout-"));
  try {
    const object = join(folder, "layout.o");
    run(process.execPath, [join(scripts, "build-bpf.mjs"), object]);
    return JSON.parse(run("bpftool", ["-j", "btf", "dump", "file", object])).types;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const types = readTypes();
const byId = new Map(types.map((type) => [type.id, type]));

function find(kinds, name) {
  const found = types.find((type) => kinds.includes(type.kind) && type.name === name);
  if (found === undefined) {
    console.error(`The object's BTF lacks ${kinds.join(" or ").toLowerCase()} ${name}`);
    process.exit(1);
  }
  return found;
}

const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** Members with their offsets in bytes; those of an unnamed struct count as the outer one's own. */
function members(type, base = 0) {
  return type.members.flatMap((member) => {
    const offset = base + member.bits_offset / 8;
    if (member.name === "(anon)") return members(byId.get(member.type_id), offset);
    return [[camelCase(member.name), offset]];
  });
}

function literal(entries) {
  return entries.map(([name, value]) => `  ${name}: ${value},\n`).join("");
}

const parts = [
  "// Generated from the BTF of bpf/localredirect.bpf.c by `npm run generate`; do not edit.\n",
];
for (const [name, exported] of Object.entries(enums)) {
  const values = find(["ENUM"], name).values.map(({ name, val }) => [name, val]);
  parts.push(`/** enum ${name} */\nexport const ${exported} = {\n${literal(values)}} as const;\n`);
}
for (const [name, exported] of Object.entries(records)) {
  const type = find(["STRUCT", "UNION"], name);
  const entries = [["size", type.size], ...members(type)];
  parts.push(
    `/** ${type.kind.toLowerCase()} ${name}: its size and its members' offsets, in bytes. */\n` +
      `export const ${exported} = {\n${literal(entries)}} as const;\n`,
  );
}
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, parts.join("\n"));
