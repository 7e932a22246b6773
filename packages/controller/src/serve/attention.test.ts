import { expect, test } from "vitest";

import { Attention } from "./attention.ts";

test("Attention begins anew when a look comes late, and not before", () => {
  const attention = new Attention(1000, 5000);
  attention.look(6000);
  attention.look(8000);
  expect(attention.since).toBe(5000);
  attention.look(10_001);
  expect(attention.since).toBe(10_001);
  attention.look(11_001);
  expect(attention.since).toBe(10_001);
});
