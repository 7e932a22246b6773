import { expect, test } from "vitest";

import { CanonicalWriter } from "./canonical-writer.ts";

test.each([1, 2, 7, 64])("CanonicalWriter grows from %i bytes without losing any", (capacity) => {
  const writer = new CanonicalWriter(capacity);
  writer.uint8(1);
  writer.bytes(Uint8Array.of(2, 3, 4, 5, 6));
  writer.uint16(0x0708);
  writer.text("ab");
  writer.bytes(new Uint8Array(200).fill(9));
  writer.uint32(0x0a0b0c0d);
  const start = [1, 2, 3, 4, 5, 6, 7, 8, 0, 2, 0x61, 0x62];
  const end = [0x0a, 0x0b, 0x0c, 0x0d];
  expect([...writer.finish()]).toEqual([...start, ...Array.from({ length: 200 }, () => 9), ...end]);
});
