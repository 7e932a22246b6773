import { describe, expect, it } from "vitest";

import { type LockedPackages, missingPackages } from "./missing-packages.ts";

describe("missingPackages", () => {
  it("names what a package wants and the lock file lacks, with its platform", () => {
    const locked: LockedPackages = {
      "node_modules/nx": {
        optionalDependencies: {
          "@nx/nx-linux-x64-gnu": "24.0.6",
          "@nx/nx-linux-arm64-musl": "24.0.6",
        },
      },
      "node_modules/@nx/nx-linux-x64-gnu": { version: "24.0.6" },
    };
    expect(missingPackages(locked)).toEqual({
      "node_modules/@nx/nx-linux-arm64-musl": {
        version: "24.0.6",
        optional: true,
        os: ["linux"],
        cpu: ["arm64"],
        libc: ["musl"],
      },
    });
  });

  it.each([
    ["packages/types/node_modules/a", "packages/types/node_modules/b"],
    ["packages/types/node_modules/a", "node_modules/b"],
    ["node_modules/a", "node_modules/a/node_modules/b"],
    ["", "node_modules/b"],
  ])("finds what %j wants in %s", (folder, place) => {
    const locked = { [folder]: { optionalDependencies: { b: "1.0.0" } }, [place]: {} };
    expect(missingPackages(locked)).toEqual({});
  });

  it("does not take what another package has in its own folder", () => {
    const locked = {
      "node_modules/a": { optionalDependencies: { "b-darwin-x64": "1.0.0" } },
      "node_modules/c/node_modules/b-darwin-x64": {},
    };
    expect(Object.keys(missingPackages(locked))).toEqual(["node_modules/b-darwin-x64"]);
  });
});
