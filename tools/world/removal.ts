import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findCgroupMount, removeCgroup } from "./cgroup.ts";
import { namespaceFolder } from "./network-namespace.ts";
import { formatWorldId, isOwnerAlive, parseWorldId, type WorldId } from "./world-id.ts";

/** The folders that a world has by its name alone. */
export function foldersOf(id: WorldId): { readonly cgroup: string; readonly files: string } {
  const name = formatWorldId(id);
  return { cgroup: join(findCgroupMount(), name), files: join(tmpdir(), name) };
}

/**
 * Removes all of a world: processes, cgroups, namespaces, mounts and files. It needs the identity
 * only, so it does the same for a world half made, for one that was closed before (nothing), and
 * for one whose owner was killed. It does so without yielding: see {@link removeCgroup}.
 */
export function removeWorld(id: WorldId): void {
  const { cgroup, files } = foldersOf(id);
  removeCgroup(cgroup);
  removeNamespaces(namesOf(namespaceFolder).filter((name) => belongsTo(name, id)));
  unmountBelow(files);
  rmSync(files, { recursive: true, force: true });
}

/** Removes the worlds of processes that no longer run, and says which. */
export function removeLeftovers(): readonly string[] {
  const places = [namespaceFolder, findCgroupMount(), tmpdir()];
  const ids = new Map<string, WorldId>();
  for (const name of places.flatMap(namesOf)) {
    const id = parseWorldId(name);
    if (id !== undefined && !isOwnerAlive(id)) ids.set(formatWorldId(id), id);
  }
  for (const id of ids.values()) removeWorld(id);
  return [...ids.keys()];
}

/** Removes network namespaces; a device in them goes with them. */
export function removeNamespaces(names: readonly string[]): void {
  if (names.length === 0) return;
  const input = names.map((name) => `netns delete ${name}`).join("\n");
  // One that is gone already is no reason to leave the others.
  spawnSync("ip", ["-force", "-batch", "-"], { input });
}

function belongsTo(name: string, id: WorldId): boolean {
  const other = parseWorldId(name);
  return other !== undefined && formatWorldId(other) === formatWorldId(id);
}

/** A bpf file system that an agent mounted there, for example. */
function unmountBelow(folder: string): void {
  const mounted = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .flatMap((line) => line.split(" ").slice(1, 2))
    .filter((path) => path.startsWith(`${folder}/`));
  // The innermost first.
  for (const path of mounted.reverse()) spawnSync("umount", ["--lazy", path]);
}

function namesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
