import { afterEach, expect, test } from "vitest";

import { useSmallBufferPool } from "./small-buffer-pool.ts";

const before = Buffer.poolSize;
afterEach(() => {
  Buffer.poolSize = before;
});

test("useSmallBufferPool bounds what a few bytes hold", () => {
  useSmallBufferPool();
  // What is left of the present piece.
  for (let spent = 0; spent < before; spent += 512) Buffer.allocUnsafe(512);
  const few = Buffer.from(Buffer.of(2, 104, 50));
  // Node may add a few for alignment.
  expect(few.buffer.byteLength).toBeLessThan(4_096);
});
