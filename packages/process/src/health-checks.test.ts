import { expect, test } from "vitest";

import { healthReport } from "./health-checks.ts";

test("healthReport passes without checks", () => {
  expect(healthReport("livez", {})).toEqual({ ok: true, text: "livez check passed\n" });
});

test("healthReport takes a check that throws as failed", () => {
  const report = healthReport("readyz", {
    broken: () => {
      throw new Error("Cannot tell");
    },
  });
  expect(report).toEqual({
    ok: false,
    text: "[-]broken failed: Cannot tell\nreadyz check failed\n",
  });
});
