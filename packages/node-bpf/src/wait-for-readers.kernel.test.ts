import { describe, expect, test } from "vitest";

import { canWaitForReaders } from "./probe.ts";
import { waitForReaders } from "./wait-for-readers.ts";

describe("waitForReaders", () => {
  test("resolves, several at once, too, and leaves the event loop running meanwhile", async () => {
    expect(canWaitForReaders()).toBe(true);
    const order: string[] = [];
    setImmediate(() => order.push("event loop"));
    await Promise.all([waitForReaders(), waitForReaders(), waitForReaders()]);
    order.push("readers");
    expect(order).toEqual(["event loop", "readers"]);
  });
});
