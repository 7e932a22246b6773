import { wireBounds } from "@localredirect/types/tables";
import type { InventoryMessage } from "@localredirect/types/tables";
import type { HeldRedirect } from "../datapath/datapath.ts";

/** What the kernel holds, in as few messages as it takes; at least one. */
export function inventoryMessages(held: Iterable<HeldRedirect>): readonly InventoryMessage[] {
  const size = wireBounds.inventoryEntries;
  const entries = Array.from(held, ({ id, version }) => ({ id, version }));
  const count = Math.max(1, Math.ceil(entries.length / size));
  return Array.from({ length: count }, (_, index) => ({
    kind: "inventory",
    entries: entries.slice(index * size, (index + 1) * size),
    last: index === count - 1,
  }));
}
