import { runCommand } from "../world/command.ts";

/** A program on a cgroup. */
export interface AttachedProgram {
  readonly id: number;
  readonly name: string;
}

/** The programs that are attached to a cgroup itself, as bpftool sees them. */
export async function attachedPrograms(cgroup: string): Promise<readonly AttachedProgram[]> {
  const output = await runCommand(["bpftool", "--json", "cgroup", "show", cgroup]);
  // bpftool's own format, and nothing at all where nothing is attached.
  return output.trim() === "" ? [] : (JSON.parse(output) as AttachedProgram[]);
}

/** `program_version` of a loaded program, from its read-only data. */
export async function programVersion(id: number): Promise<number | undefined> {
  const shown = await runCommand(["bpftool", "--json", "prog", "show", "id", String(id)]);
  // bpftool's own format.
  const { map_ids: maps = [] } = JSON.parse(shown) as { readonly map_ids?: readonly number[] };
  for (const map of maps) {
    const described = await runCommand(["bpftool", "--json", "map", "show", "id", String(map)]);
    if (!described.includes(".rodata")) continue;
    const dump = await runCommand(["bpftool", "--json", "map", "dump", "id", String(map)]);
    return Number(/"program_version":\s*(\d+)/.exec(dump)?.[1]);
  }
  return undefined;
}
