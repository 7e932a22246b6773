import { layoutConstants } from "../generated/layout.ts";

/** Slots beyond the redirects: as many may wait for readers to end before somebody has to wait. */
const spareSlots = 512;

/** Places in arrays begin at 1; see FreePlaces. */
const unusedPlace = 1;

/**
 * Fixed, because live sockets' originals refer to it: room for the most redirects, their backends,
 * and what old sockets remember. 24 bytes each.
 */
const endpointCapacity = 262_144;

/** Cache lines of four sockets each, a power of two: 1 MiB for 65,536 redirected sockets. */
const originalLines = 16_384;

/**
 * Servers: backends of one pod under one port and protocol are one server, and a node has some
 * hundred pods. A backend has room for numbers up to 65,535. 16 bytes each.
 */
const serverCapacity = 65_536;

/** Entries of each map that is sized by the agent, by its name in the object. */
export function tableSizes(maxRedirects: number): Readonly<Record<string, number>> {
  return {
    frontends: maxRedirects,
    resume: maxRedirects,
    redirects: maxRedirects + spareSlots + unusedPlace,
    counters: maxRedirects + spareSlots + unusedPlace,
    // Redirects with many backends or members on one node are few.
    backend_lists: 2 * maxRedirects + 8 * layoutConstants.MAX_BACKENDS,
    members: 4 * maxRedirects,
  };
}

/** Entries of the maps that live sockets need, when they are made. */
export const socketsSizes: Readonly<Record<string, number>> = {
  endpoints: endpointCapacity,
  originals: originalLines,
  servers: serverCapacity - unusedPlace,
  server_states: serverCapacity,
};
