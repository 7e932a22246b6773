import { readFileSync } from "node:fs";

/** The process id of a process's one child; undefined where it has none, several, or is gone. */
export function onlyChildOf(pid: number): number | undefined {
  let children: string;
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  } catch {
    return undefined;
  }
  const child = Number(children);
  return Number.isInteger(child) && child > 0 ? child : undefined;
}
