import { describe, expect, test } from "vitest";

import { native } from "./native.ts";
import { HoldingProgram } from "./testing/holding-program.ts";
import { LoadedObject } from "./testing/loaded-object.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { waitForReaders } from "./wait-for-readers.ts";

describe("waitForReaders", () => {
  test.each([
    ["by itself", waitForReaders],
    ["by membarrier", () => native.waitByMembarrier()],
    ["by a map of maps", () => native.waitByMapOfMaps()],
  ])("resolves only when a program that runs has ended (%s)", async (_, wait) => {
    using folder = new PinFolder();
    using loaded = new LoadedObject("command");
    const stage = new BigUint64Array(loaded.map(".data.stage").mmap());
    // On a busy machine we may look too late, when the program has ended already: once more then.
    let caught = 0;
    for (let round = 0; caught < 3; round += 1) {
      expect(round).toBeLessThan(50);
      Atomics.store(stage, 0, 0n);
      const holding = HoldingProgram.start(loaded.program("hold"), folder.at(`hold${round}`));
      while (Atomics.load(stage, 0) === 0n) await new Promise(setImmediate);
      if (Atomics.load(stage, 0) === 1n) {
        caught += 1;
        await wait();
        expect(Atomics.load(stage, 0)).toBe(2n);
      }
      await holding.ended();
    }
  });

  test("resolves several at once and leaves the event loop running meanwhile", async () => {
    const order: string[] = [];
    setImmediate(() => order.push("event loop"));
    await Promise.all([waitForReaders(), waitForReaders(), waitForReaders()]);
    order.push("readers");
    expect(order).toEqual(["event loop", "readers"]);
  });
});
