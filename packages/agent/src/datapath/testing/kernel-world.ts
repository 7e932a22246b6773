import { formatFrontend, type Frontend } from "@localredirect/types/tables";
import fc from "fast-check";
import { expect } from "vitest";
import type { Content } from "../content.ts";
import { destinationKey } from "../destination.ts";
import { RedirectTable } from "../table/redirect-table.ts";
import { arbitraryContent, frontends } from "./arbitrary-content.ts";
import { MemoryMaps, type MemorySizes } from "./memory-maps.ts";
import { findSlot, originalAt, placeMeans, readSlot, type ReadContent } from "./table-reader.ts";

/** The agent's process ends here. */
export class Crash extends Error {}

/** What programs must read while a content stands in the kernel. */
export function reading(content: Content): ReadContent {
  return {
    policyId: content.policy.id,
    redirectSelf: content.redirectSelf,
    backends: content.backends.map(destinationKey),
    servers: content.backends.map(({ server }) => server),
    members: content.cgroups.map(({ id }) => id),
    memberLevels: [...new Set(content.cgroups.map(({ level }) => level))].sort((a, b) => b - a),
  };
}

interface ReaderInFlight {
  readonly frontend: Frontend;
  readonly slot: number;
  readonly content: ReadContent;
}

/** Contents that readers of one frontend may see. */
type Allowed = readonly (ReadContent | undefined)[];

interface OpenSocket {
  readonly places: readonly number[];
  readonly meaning: readonly (string | undefined)[];
}

/**
 * A kernel with readers that may be anywhere in their work and sockets that remember, and one
 * agent after the other that changes it.
 */
export class KernelWorld {
  readonly maps: MemoryMaps;
  /** What each frontend's readers may see; two contents while one replaces the other. */
  readonly allowed: Map<string, Allowed> = new Map<string, Allowed>();
  readonly sockets: OpenSocket[] = [];
  /** Changes until something goes wrong. */
  changesLeft: number = Number.POSITIVE_INFINITY;
  fail: () => Error = () => new Crash();
  readonly #readers = new Map<string, ReaderInFlight>();
  #socketSlots = 0;

  constructor(sizes: MemorySizes = {}) {
    this.maps = new MemoryMaps(sizes, {
      gate: () => {
        this.check();
        if (this.changesLeft <= 0) throw this.fail();
        this.changesLeft -= 1;
      },
      onWait: () => {
        this.check();
        this.#readers.clear();
      },
    });
  }

  /** Everybody who reads, wherever he is, reads something whole and right. */
  check(): void {
    for (const frontend of frontends) {
      const slot = findSlot(this.maps, frontend);
      const content = slot === undefined ? undefined : readSlot(this.maps, frontend, slot);
      const allowed = this.allowed.get(formatFrontend(frontend)) ?? [undefined];
      expect(allowed).toContainEqual(content);
      if (slot !== undefined && content !== undefined) {
        this.#readers.set(`${formatFrontend(frontend)} ${slot}`, { frontend, slot, content });
      }
    }
    for (const { frontend, slot, content } of this.#readers.values()) {
      expect(readSlot(this.maps, frontend, slot)).toEqual(content);
    }
    for (const { places, meaning } of this.sockets) {
      expect(places.map((place) => placeMeans(this.maps, place))).toEqual(meaning);
    }
  }

  async start(): Promise<RedirectTable> {
    this.changesLeft = Number.POSITIVE_INFINITY;
    this.maps.loadAgain();
    return RedirectTable.open(this.maps);
  }

  connect(frontend: Frontend): void {
    const slot = findSlot(this.maps, frontend);
    const original = slot === undefined ? undefined : originalAt(this.maps, slot, 0);
    if (original === undefined) return;
    const words = [1, 0, original.frontend, original.backend];
    this.maps.originals.set(words, 4 * (this.#socketSlots % 64));
    this.#socketSlots += 1;
    const places = [original.frontend, original.backend];
    this.sockets.push({ places, meaning: places.map((place) => placeMeans(this.maps, place)) });
    if (this.sockets.length > 64) this.sockets.shift();
  }

  closeAll(): void {
    this.maps.originals.fill(0);
    this.sockets.length = 0;
  }
}

/** What happens in a world. */
export type Step =
  | { readonly kind: "upsert"; readonly content: Content }
  | { readonly kind: "remove"; readonly frontend: Frontend }
  | { readonly kind: "connect"; readonly frontend: Frontend }
  | { readonly kind: "close" | "tidy" | "restart" };

export const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...frontends)
      .chain(arbitraryContent)
      .map((content) => ({ kind: "upsert" as const, content })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...frontends)
      .map((frontend) => ({ kind: "remove" as const, frontend })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...frontends)
      .map((frontend) => ({ kind: "connect" as const, frontend })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom("close" as const, "tidy" as const, "restart" as const)
      .map((kind) => ({ kind })),
  },
);

/** Carries out one step; true: the kernel has it. */
export async function takeStep(
  world: KernelWorld,
  table: RedirectTable,
  step: Step,
): Promise<boolean> {
  switch (step.kind) {
    case "upsert":
      return upsert(world, table, step.content);
    case "remove":
      return remove(world, table, step.frontend);
    case "connect":
      world.connect(step.frontend);
      return true;
    case "close":
      world.closeAll();
      return true;
    case "tidy":
      await table.reclaim();
      await table.freeIdleEndpoints();
      return true;
    case "restart":
      return true;
  }
}

async function upsert(
  world: KernelWorld,
  table: RedirectTable,
  content: Content,
): Promise<boolean> {
  const key = formatFrontend(content.frontend);
  const before = world.allowed.get(key) ?? [undefined];
  world.allowed.set(key, [...before, reading(content)]);
  const refusal = await table.upsert(content);
  world.allowed.set(key, refusal === undefined ? [reading(content)] : before);
  return refusal === undefined;
}

function remove(world: KernelWorld, table: RedirectTable, frontend: Frontend): boolean {
  const key = formatFrontend(frontend);
  const held = table.realized.redirects.get(key);
  if (held === undefined) return true;
  const before = world.allowed.get(key) ?? [undefined];
  world.allowed.set(key, [...before, undefined]);
  const refusal = table.remove(held);
  world.allowed.set(key, refusal === undefined ? [undefined] : before);
  return refusal === undefined;
}
