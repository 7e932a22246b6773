import { expect, test } from "vitest";

import { packageVersion } from "./version.ts";

test("packageVersion reads the package.json above the file's folder", () => {
  expect(packageVersion(import.meta.url)).toMatch(/^\d+\.\d+\.\d+/);
});

test("packageVersion throws where there is none", () => {
  expect(() => packageVersion("file:///nowhere/dist/main.js")).toThrow(/ENOENT.*package\.json/);
});
