import { describe, expect, it } from "vitest";

import { conditionMeanings, conditionTypes } from "./conditions.ts";

describe("conditionMeanings", () => {
  it("has each type, status and reason once", () => {
    const keys = conditionMeanings.map(({ type, status, reason }) => `${type}=${status}/${reason}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("says for each type when it is True and that it may be Pending", () => {
    for (const type of conditionTypes) {
      const entries = conditionMeanings.filter((entry) => entry.type === type);
      expect(entries.map(({ status }) => status)).toContain("True");
      expect(entries).toContainEqual(
        expect.objectContaining({ status: "Unknown", reason: "Pending" }),
      );
    }
  });
});
