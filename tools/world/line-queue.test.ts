import { describe, expect, it } from "vitest";

import { createLineQueue } from "./line-queue.ts";

describe("createLineQueue", () => {
  it("joins what came in pieces and gives one line after the other", async () => {
    const queue = createLineQueue();
    queue.push("on");
    queue.push("e\ntwo\nthr");
    expect(await queue.next(1)).toBe("one");
    expect(await queue.next(1)).toBe("two");
    queue.push("ee\n");
    expect(await queue.next(1)).toBe("three");
  });

  it("gives a line to the one who waits for it", async () => {
    const queue = createLineQueue();
    const line = queue.next(10_000);
    queue.push("late\n");
    expect(await line).toBe("late");
  });

  it("refuses where none comes in time, and gives a later line to the next who asks", async () => {
    const queue = createLineQueue();
    await expect(queue.next(1)).rejects.toThrow("within 1 ms");
    queue.push("late\n");
    expect(await queue.next(1)).toBe("late");
  });

  it("refuses those who wait, and those who come, once no more lines will", async () => {
    const queue = createLineQueue();
    const waiting = queue.next(10_000);
    queue.end();
    await expect(waiting).rejects.toThrow("no more");
    await expect(queue.next(1)).rejects.toThrow("no more");
  });

  it("forgets the oldest lines where too many wait", async () => {
    const queue = createLineQueue();
    for (let number = 0; number <= 10_000; number += 1) queue.push(`${number}\n`);
    expect(await queue.next(1)).toBe("1");
  });
});
