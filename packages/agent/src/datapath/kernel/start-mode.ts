import { basename } from "node:path";
import { layoutConstants } from "../generated/layout.ts";
import { type Hook, startOrder, stopOrder } from "./hooks.ts";
import type { PinnedState } from "./pin-folders.ts";
import { tableFolderLayout } from "./pin-paths.ts";

/**
 * How an agent begins. `fresh`: no program runs, ours may start at once, whatever their table
 * holds; `adopt`: the programs that run read our table, ours take their place at once; `replace`:
 * the programs that run read another table, so that ours take their place only when our table is
 * complete.
 */
export type StartMode = "fresh" | "adopt" | "replace";

/**
 * Chooses how to begin. Another table's folder is removed only once our programs have all taken
 * over, so while there is one, or nothing says that ours is served, the programs that run may read
 * another table.
 */
export function startMode(state: PinnedState): StartMode {
  if (!state.linked) return "fresh";
  const isServed = state.tableIsWhole && state.tableIsServed && state.otherFolders.length === 0;
  return isServed ? "adopt" : "replace";
}

/** The order in which our programs take the place of those that read other tables. */
export function takeOverOrder(otherFolders: readonly string[]): readonly Hook[] {
  const layouts = otherFolders.map((path) => tableFolderLayout(basename(path)) ?? 0);
  return layouts.some((layout) => layout > layoutConstants.TABLE_LAYOUT) ? stopOrder : startOrder;
}
