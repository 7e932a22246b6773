import {
  BpfError,
  type BpfObject,
  type BpfProgram,
  cgroupId,
  CgroupLink,
} from "@localredirect/node-bpf";
import { renameSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { DatapathError } from "../datapath-error.ts";
import type { Hook } from "./hooks.ts";
import { makeFolder, namesIn } from "./pin-folders.ts";

/** What a link's pin is called until it takes the place of the one before. */
const nextSuffix = "_next";

/** Which programs are to run where. */
export interface LinkTarget {
  readonly object: BpfObject;
  /** Folder of the cgroup below which sockets are redirected. */
  readonly cgroup: string;
  /** Folder of the links' pins. */
  readonly links: string;
}

/**
 * Lets programs run for a cgroup, one after the other: each takes the place of the program that
 * runs there, or is attached. What an interrupted run left half done is finished.
 *
 * @throws DatapathError `kernel` when the kernel refuses; those before the refused one then run.
 */
export function linkPrograms(target: LinkTarget, order: readonly Hook[]): void {
  makeFolder(target.links);
  for (const name of namesIn(target.links)) {
    // Attached, but before it could replace the old one: it would run twice.
    if (name.endsWith(nextSuffix)) unlinkSync(join(target.links, name));
  }
  try {
    const wanted = cgroupId(target.cgroup);
    for (const hook of order) linkProgram(target, hook, wanted);
  } catch (cause) {
    if (!(cause instanceof BpfError)) throw cause;
    throw new DatapathError("kernel", cause.message, { cause });
  }
}

/** Opens a pinned link; undefined: there is none. */
export function openLink(path: string): CgroupLink | undefined {
  try {
    return CgroupLink.openPinned(path);
  } catch (error) {
    if (error instanceof BpfError && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function linkProgram({ object, cgroup, links }: LinkTarget, hook: Hook, wanted: bigint): void {
  const program = object.programs.get(hook);
  if (program === undefined) throw new DatapathError("kernel", `The object lacks program ${hook}`);
  const path = join(links, hook);
  const before = openLink(path);
  try {
    if (before?.info.cgroupId === wanted) before.update(program);
    else {
      attach(program, cgroup, path);
      before?.detach();
    }
  } finally {
    before?.close();
  }
}

function attach(program: BpfProgram, cgroup: string, path: string): void {
  using link = program.attachCgroup(cgroup, { first: true });
  const next = `${path}${nextSuffix}`;
  link.pin(next);
  renameSync(next, path);
}
