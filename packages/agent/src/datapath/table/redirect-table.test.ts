import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Content } from "../content.ts";
import { arbitraryContent, frontends } from "../testing/arbitrary-content.ts";
import { arbitraryStep, Crash, KernelWorld, reading, takeStep } from "../testing/kernel-world.ts";
import { MapError, MemoryMaps } from "../testing/memory-maps.ts";
import { findSlot, readSlot } from "../testing/table-reader.ts";
import { unknownVersion } from "../unknown-version.ts";
import { RedirectTable } from "./redirect-table.ts";

/** The properties try hundreds of lives of a kernel. */
const patience = { timeout: 60_000 };

describe("RedirectTable, for readers at any point of their work", patience, () => {
  test("shows old or new content whole, whatever is applied, and forgets no socket's address", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryStep, { maxLength: 30 }), async (steps) => {
        const world = new KernelWorld({
          redirects: 3,
          spareSlots: 3,
          backendLists: 40,
          members: 10,
          endpoints: 24,
        });
        let table = await world.start();
        for (const step of steps) {
          if (step.kind === "restart") table = await world.start();
          await takeStep(world, table, step);
          world.check();
        }
      }),
      { numRuns: 100 },
    );
  });

  test("converges after a crash at any change, and knows what it cannot know", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryStep, { maxLength: 20 }),
        fc.nat(60),
        fc.array(fc.constantFrom(...frontends).chain(arbitraryContent), { maxLength: 4 }),
        async (steps, crashAfter, desired) => {
          const world = new KernelWorld();
          const table = await world.start();
          world.changesLeft = crashAfter;
          try {
            for (const step of steps) await takeStep(world, table, step);
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
          }
          const adopted = await world.start();
          world.check();
          for (const [key, held] of adopted.realized.redirects) {
            const seen = findSlot(world.maps, held.frontend);
            expect(seen, key).toBe(held.placement.slot);
          }
          for (const frontend of frontends) {
            await takeStep(world, adopted, { kind: "remove", frontend });
          }
          for (const content of desired) {
            expect(await takeStep(world, adopted, { kind: "upsert", content })).toBe(true);
          }
          world.closeAll();
          await adopted.reclaim();
          await adopted.freeIdleEndpoints();
          world.check();
          expect(leftovers(adopted)).toEqual(await cleanLeftovers(desired));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("reports a version after a crash only where it is that of the content", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryContent(frontends[0]), { minLength: 1, maxLength: 4 }),
        fc.nat(80),
        async (contents, crashAfter) => {
          const world = new KernelWorld();
          const table = await world.start();
          world.changesLeft = crashAfter;
          try {
            for (const content of contents)
              await takeStep(world, table, { kind: "upsert", content });
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
          }
          const adopted = await world.start();
          const [held] = adopted.realized.redirects.values();
          if (held === undefined || held.version === unknownVersion) return;
          const told = contents.find(({ version }) => version === held.version);
          expect(told && reading(told)).toEqual(
            readSlot(world.maps, frontends[0], held.placement.slot),
          );
          expect(told?.membersMissing).toBe(false);
        },
      ),
    );
  });

  test("keeps the earlier content and its version where the kernel refuses any one change", async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryContent(frontends[0]),
        arbitraryContent(frontends[0]),
        fc.nat(30),
        async (first, second, refuseAfter) => {
          const world = new KernelWorld();
          world.fail = () => {
            world.changesLeft = Number.POSITIVE_INFINITY;
            return new MapError("ENOMEM", "members");
          };
          const table = await world.start();
          await takeStep(world, table, { kind: "upsert", content: first });
          world.changesLeft = refuseAfter;
          const done = await takeStep(world, table, { kind: "upsert", content: second });
          world.check();
          world.changesLeft = Number.POSITIVE_INFINITY;
          await takeStep(world, table, { kind: "tidy" });
          const stands = done ? second : first;
          const again = await world.start();
          const [adopted] = again.realized.redirects.values();
          expect(adopted?.version).toBe(stands.membersMissing ? unknownVersion : stands.version);
          await takeStep(world, again, { kind: "upsert", content: second });
          world.check();
        },
      ),
    );
  });

  test("keeps the address that a socket remembers when nothing else has it", async () => {
    const [content] = fc.sample(
      arbitraryContent(frontends[0]).filter(({ backends }) => backends.length > 0),
      { numRuns: 1, seed: 3 },
    );
    if (content === undefined) throw new Error("No sample");
    const world = new KernelWorld();
    const table = await world.start();
    await takeStep(world, table, { kind: "upsert", content });
    world.connect(frontends[0]);
    await takeStep(world, table, { kind: "remove", frontend: frontends[0] });
    const adopted = await world.start();
    await takeStep(world, adopted, { kind: "tidy" });
    world.check();
    expect(adopted.realized.endpoints.used).toBe(2);
    world.closeAll();
    await takeStep(world, adopted, { kind: "tidy" });
    expect(adopted.realized.endpoints.used).toBe(0);
  });
});

function leftovers(table: RedirectTable): object {
  const { slots, counters, runs, memberEntries, endpoints } = table.realized;
  const idle = endpoints.idle().size;
  return {
    slots: slots.used,
    counters: counters.used,
    runs: runs.used,
    memberEntries,
    endpoints: endpoints.used,
    idle,
  };
}

async function cleanLeftovers(desired: readonly Content[]): Promise<object> {
  const world = new KernelWorld();
  const table = await world.start();
  for (const content of desired) await takeStep(world, table, { kind: "upsert", content });
  await table.reclaim();
  await table.freeIdleEndpoints();
  return leftovers(table);
}

describe("RedirectTable.upsert", () => {
  const [content] = fc.sample(arbitraryContent(frontends[0]), { numRuns: 1, seed: 1 });
  const others = frontends
    .slice(1)
    .flatMap((frontend) => fc.sample(arbitraryContent(frontend), { numRuns: 1, seed: 2 }));

  test("refuses what has no room, names the limit and the flag, and keeps the rest", async () => {
    if (content === undefined) throw new Error("No sample");
    const table = await RedirectTable.open(new MemoryMaps({ redirects: 1 }));
    expect(await table.upsert(content)).toBeUndefined();
    for (const other of others) {
      expect(await table.upsert(other)).toEqual({
        code: "table-full",
        message: "The kernel's table is full with 1 redirects: raise --max-redirects",
      });
    }
    expect(await table.upsert({ ...content, version: "1".repeat(32) })).toBeUndefined();
    expect([...table.realized.redirects.values()].map(({ version }) => version)).toEqual([
      "1".repeat(32),
    ]);
  });
});
