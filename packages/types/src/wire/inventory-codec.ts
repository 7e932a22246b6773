import type { localredirect } from "../generated/wire.js";
import { decodeHex, encodeHex } from "../hex.ts";
import { redirectIdLength, versionLength } from "../version.ts";
import type { InventoryEntry, InventoryMessage } from "./agent-message.ts";
import { bounds } from "./bounds.ts";
import { invalid } from "./wire-error.ts";

type WireInventory = localredirect.v1.Inventory.$Properties;

const entryLength = redirectIdLength + versionLength;

/** An Inventory as the generated code takes it. */
export function encodeInventory({ entries, last }: InventoryMessage): WireInventory {
  const bytes = new Uint8Array(entries.length * entryLength);
  entries.forEach(({ id, version }, index) => {
    bytes.set(decodeHex(id, redirectIdLength), index * entryLength);
    bytes.set(decodeHex(version, versionLength), index * entryLength + redirectIdLength);
  });
  return { entries: bytes, last };
}

/** An Inventory from the wire. */
export function readInventory(inventory: WireInventory): InventoryMessage {
  const bytes = inventory.entries ?? new Uint8Array();
  const count = bytes.length / entryLength;
  if (!Number.isInteger(count) || count > bounds.inventoryEntries) {
    throw invalid(
      "entries",
      `Has ${bytes.length} bytes, not at most ${bounds.inventoryEntries} entries of ${entryLength}`,
    );
  }
  const entries = Array.from({ length: count }, (_, index) => readEntry(bytes, index));
  return { kind: "inventory", entries, last: inventory.last ?? false };
}

function readEntry(bytes: Uint8Array, index: number): InventoryEntry {
  const entry = bytes.subarray(index * entryLength, (index + 1) * entryLength);
  return {
    id: encodeHex(entry.subarray(0, redirectIdLength)),
    version: encodeHex(entry.subarray(redirectIdLength)),
  };
}
