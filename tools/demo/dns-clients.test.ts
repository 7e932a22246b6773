import { expect, test } from "vitest";

import { sumOf } from "./dns-clients.ts";

test("sumOf adds what a metric says with different labels, and nothing else", () => {
  const text = [
    "# HELP requests_total Requests.",
    'requests_total{proto="udp"} 12',
    'requests_total{proto="tcp"} 1e+03',
    'requests_total_other{proto="tcp"} 5',
    "",
  ].join("\n");

  expect(sumOf("requests_total", text)).toBe(1012);
  expect(sumOf("absent", text)).toBe(0);
});
