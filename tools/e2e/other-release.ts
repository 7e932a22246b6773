import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** In what another release of the agent differs from this checkout's. */
export interface Release {
  /** PROGRAM_VERSION of bpf/localredirect.bpf.c. */
  readonly programVersion: number;
  /** TABLE_LAYOUT of bpf/layout.h; default this checkout's. */
  readonly tableLayout?: number;
}

const checkout = join(import.meta.dirname, "../..");

/**
 * Builds another release of the agent from this checkout's build and the sources of its programs.
 *
 * @param folder in which it is made
 * @returns the path of its program
 */
export function buildRelease(folder: string, release: Release): string {
  const agent = join(folder, "packages/agent");
  for (const part of ["bpf", ...["bin", "dist", "scripts", "package.json"].map(inAgent)]) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
  const { programVersion, tableLayout } = release;
  if (tableLayout !== undefined) {
    replaceIn(join(folder, "bpf/layout.h"), /(\bTABLE_LAYOUT = )\d+/, tableLayout);
    const generated = join(agent, "dist/datapath/generated/layout.js");
    replaceIn(generated, /(\bTABLE_LAYOUT: )\d+/, tableLayout);
  }
  const script = join(agent, "scripts/build-bpf.mjs");
  const object = join(agent, "dist/bpf/localredirect.bpf.o");
  const flag = `-DPROGRAM_VERSION=${programVersion}`;
  const built = spawnSync(process.execPath, [script, object, flag]);
  if (built.status !== 0) throw new Error(`Cannot build the programs: ${built.stderr.toString()}`);
  return join(agent, "bin/localredirect-agent.js");
}

function inAgent(name: string): string {
  return `packages/agent/${name}`;
}

function replaceIn(file: string, place: RegExp, number: number): void {
  const before = readFileSync(file, "utf8");
  const after = before.replace(place, (_, name: string) => `${name}${number}`);
  if (after === before) throw new Error(`${file} has no ${String(place)} that could be changed`);
  writeFileSync(file, after);
}
