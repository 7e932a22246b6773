import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { NodeTable } from "./redirect.ts";
import { applyDelta, diffTables } from "./table-delta.ts";
import { table } from "./testing/arbitraries.ts";
import { redirectVersion } from "./version.ts";

function versions(of: NodeTable): ReadonlyMap<string, string> {
  return new Map([...of].map(([key, redirect]) => [key, redirectVersion(redirect)]));
}

describe("applyDelta", () => {
  it("of the difference of two tables to the first gives the second", () => {
    fc.assert(
      fc.property(table, table, (from, to) => {
        expect(versions(applyDelta(from, diffTables(from, to)))).toEqual(versions(to));
      }),
    );
  });

  it("leaves the given table as it is, and removes what is not there without complaint", () => {
    fc.assert(
      fc.property(table, table, (from, to) => {
        const before = new Map(from);
        applyDelta(from, { upserts: [...to.values()], removals: [] });
        expect(from).toEqual(before);
        const removals = [...to.values()].map(({ frontend }) => frontend);
        const rest = [...from.keys()].filter((key) => !to.has(key));
        expect([...applyDelta(from, { upserts: [], removals }).keys()]).toEqual(rest);
      }),
    );
  });
});

describe("diffTables", () => {
  it("of a table with itself, or with its content in another order, is empty", () => {
    fc.assert(
      fc.property(table, (same) => {
        const shuffled = new Map(
          [...same].map(([key, redirect]) => [
            key,
            { ...redirect, backends: redirect.backends.toReversed() },
          ]),
        );
        expect(diffTables(same, same)).toEqual({ upserts: [], removals: [] });
        expect(diffTables(same, shuffled)).toEqual({ upserts: [], removals: [] });
      }),
    );
  });
});
