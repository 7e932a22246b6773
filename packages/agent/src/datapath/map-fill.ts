import type { MapFill } from "./datapath.ts";
import { originalSlotLayout } from "./generated/layout.ts";
import type { RealizedTable } from "./table/realized-table.ts";
import type { TableMaps } from "./table-maps.ts";

const slotWords = originalSlotLayout.size / Uint32Array.BYTES_PER_ELEMENT;

/** How full the maps are that can be full. */
export function mapFill(table: RealizedTable, maps: TableMaps): readonly MapFill[] {
  const { capacities } = table;
  return [
    { map: "frontends", used: table.redirects.size, capacity: capacities.frontends },
    { map: "redirects", used: table.slots.used, capacity: capacities.redirects },
    { map: "backend_lists", used: table.runs.used, capacity: capacities.backendLists },
    { map: "members", used: table.memberEntries, capacity: capacities.members },
    { map: "endpoints", used: table.endpoints.used, capacity: capacities.endpoints },
    {
      map: "originals",
      used: usedSlots(maps.originals),
      capacity: maps.originals.length / slotWords,
    },
  ];
}

/** A slot in use has the cookie of its socket, which is never 0. */
function usedSlots(originals: Uint32Array): number {
  let used = 0;
  for (let slot = 0; slot < originals.length; slot += slotWords) {
    if (((originals[slot] ?? 0) | (originals[slot + 1] ?? 0)) !== 0) used += 1;
  }
  return used;
}
