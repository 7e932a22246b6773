import { redirectId } from "@localredirect/types";
import type { AckMessage } from "@localredirect/types";
import { describe, expect, test } from "vitest";

import { acknowledge } from "./acknowledge.ts";
import { planBatch } from "./batch-plan.ts";
import { emptyLedger, ledgerOfInventory, ledgerOfTable } from "./ledger.ts";
import { compiledRedirect, compiledTable, tableOfRange } from "./testing/tables.ts";

const idOf = (index: number) => redirectId(compiledRedirect(index).redirect.frontend);
const ack = (change: Partial<AckMessage> = {}): AckMessage => ({
  kind: "ack",
  nonce: 1,
  digest: "",
  refused: [],
  appliedAt: undefined,
  warnings: [],
  ...change,
});
const refusal = (index: number) => ({
  id: idOf(index),
  version: undefined,
  code: "table-full" as const,
  message: "No room",
});

describe("acknowledge", () => {
  test("takes a batch for held", () => {
    const wanted = tableOfRange(0, 3);
    const ledger = acknowledge(emptyLedger, planBatch(emptyLedger, wanted), ack());
    expect(ledger).toEqual(ledgerOfTable(wanted));
  });

  test("takes removals, also of strays, for done", () => {
    const entries = new Map([[idOf(9), compiledRedirect(9).version]]);
    const before = ledgerOfInventory(entries, tableOfRange(0, 3));
    expect(before.digest).toBe(compiledRedirect(9).version);
    const nothing = compiledTable([]);
    expect(acknowledge(before, planBatch(before, nothing), ack())).toEqual(emptyLedger);
  });

  test("replaces a stray whose frontend has become wanted", () => {
    const entries = new Map([[idOf(1), compiledRedirect(1, 1).version]]);
    const before = ledgerOfInventory(entries, compiledTable([]));
    const wanted = tableOfRange(0, 3);
    const plan = planBatch(before, wanted);
    expect(plan.strays).toEqual([]);
    expect(acknowledge(before, plan, ack())).toEqual(ledgerOfTable(wanted));
  });

  test("keeps the earlier version of what was refused, a stray's too", () => {
    const old = compiledRedirect(1, 1).version;
    const wanted = tableOfRange(1, 2);
    const held = ledgerOfInventory(new Map([[idOf(1), old]]), wanted);
    const stray = ledgerOfInventory(new Map([[idOf(1), old]]), compiledTable([]));
    for (const before of [held, stray]) {
      const after = acknowledge(before, planBatch(before, wanted), ack({ refused: [refusal(1)] }));
      expect(after.digest).toBe(old);
      expect([...after.held.values()]).toMatchObject([{ version: old, generation: 0 }]);
      expect([...after.refused.values()]).toEqual([
        { version: compiledRedirect(1).version, message: "table-full: No room" },
      ]);
    }
  });

  test("keeps a warning until the redirect comes again", () => {
    const plan = planBatch(emptyLedger, tableOfRange(0, 2));
    const warnings = [{ id: idOf(1), message: "Not armed" }];
    const warned = acknowledge(emptyLedger, plan, ack({ warnings }));
    expect([...warned.warnings.values()]).toEqual(["Not armed"]);
    const other = planBatch(warned, tableOfRange(0, 3));
    expect(acknowledge(warned, other, ack()).warnings).toEqual(warned.warnings);
    const again = planBatch(warned, tableOfRange(0, 2, 1));
    expect(acknowledge(warned, again, ack()).warnings.size).toBe(0);
  });

  test("shares the table of an agent that holds exactly that, and copies it for no other", () => {
    const wanted = tableOfRange(0, 3);
    const plan = planBatch(emptyLedger, wanted);
    expect(acknowledge(emptyLedger, plan, ack()).held).toBe(wanted.redirects);
    const refusing = acknowledge(emptyLedger, plan, ack({ refused: [refusal(1)] }));
    expect(refusing.held.size).toBe(2);
    const mended = planBatch(refusing, tableOfRange(0, 3, 1));
    expect(acknowledge(refusing, mended, ack()).refused.size).toBe(0);
  });

  test("leaves the ledger before as it was", () => {
    const before = ledgerOfTable(tableOfRange(0, 2));
    acknowledge(before, planBatch(before, tableOfRange(1, 4)), ack());
    expect(before).toEqual(ledgerOfTable(tableOfRange(0, 2)));
  });
});
