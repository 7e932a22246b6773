import { originalLayout, originalOverflowLayout, originalSlotLayout } from "../generated/layout.ts";
import { littleEndian, viewOf } from "../encode/byte-order.ts";
import type { TableMaps } from "../table-maps.ts";

const wordSize = Uint32Array.BYTES_PER_ELEMENT;
const slotWords = originalSlotLayout.size / wordSize;
const frontendWord = (originalSlotLayout.original + originalLayout.frontend) / wordSize;
const backendWord = (originalSlotLayout.original + originalLayout.backend) / wordSize;

/**
 * The places in `endpoints` that sockets' originals have. Sockets come and go meanwhile, so a place
 * that no redirect has any more may still be among them though its last socket is gone, but never
 * the other way round.
 */
export function namedEndpoints(
  maps: Pick<TableMaps, "originals" | "originalsOverflow">,
): ReadonlySet<number> {
  const named = new Set<number>();
  const { originals } = maps;
  for (let slot = 0; slot < originals.length; slot += slotWords) {
    const frontend = originals[slot + frontendWord] ?? 0;
    if (frontend === 0) continue;
    named.add(frontend);
    named.add(originals[slot + backendWord] ?? 0);
  }
  for (const [, value] of maps.originalsOverflow.entries()) {
    for (const place of overflowPlaces(value)) named.add(place);
  }
  named.delete(0);
  return named;
}

function* overflowPlaces(value: Uint8Array): Generator<number> {
  const view = viewOf(value);
  for (
    let offset: number = originalOverflowLayout.originals;
    offset < originalOverflowLayout.size;
    offset += originalLayout.size
  ) {
    yield view.getUint32(offset + originalLayout.frontend, littleEndian);
    yield view.getUint32(offset + originalLayout.backend, littleEndian);
  }
}
