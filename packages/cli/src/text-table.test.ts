import { expect, test } from "vitest";

import { textTable } from "./text-table.ts";

test("textTable aligns columns and leaves no space at the end", () => {
  expect(
    textTable(
      ["A", "LONG"],
      [
        ["longer", "x"],
        ["s", ""],
      ],
    ),
  ).toBe("A        LONG\nlonger   x\ns\n");
});

test("textTable shows control characters instead of sending them", () => {
  expect(textTable(["A"], [["a\u001b[2Jb\nc"]])).toBe("A\na\\u001b[2Jb\\nc\n");
});
