import { expect, test } from "vitest";

import { internText } from "./intern-text.ts";

test("internText gives equal texts, also when there are more than it keeps", () => {
  const sameText = internText();
  for (let index = 0; index < 40_000; index += 1) {
    expect(sameText(`node-${index % 20_000}`)).toBe(`node-${index % 20_000}`);
  }
});
