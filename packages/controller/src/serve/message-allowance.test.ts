import { expect, test } from "vitest";

import { fullAllowance, spend } from "./message-allowance.ts";
import type { MessageAllowance } from "./message-allowance.ts";

function spendTimes(times: number, from: MessageAllowance, now: number) {
  let allowance: MessageAllowance | undefined = from;
  for (let time = 0; time < times && allowance !== undefined; time += 1) {
    allowance = spend(allowance, now);
  }
  return allowance;
}

test("spend allows a hundred messages at once, and no more", () => {
  const empty = spendTimes(100, fullAllowance(0), 0);
  expect(empty).toEqual({ left: 0, at: 0 });
  expect(spendTimes(101, fullAllowance(0), 0)).toBeUndefined();
});

test("spend refills with time, up to the full allowance", () => {
  const empty = { left: 0, at: 0 };
  expect(spendTimes(10, empty, 1000)).toEqual({ left: 0, at: 1000 });
  expect(spendTimes(11, empty, 1000)).toBeUndefined();
  expect(spendTimes(101, empty, 1_000_000)).toBeUndefined();
});

test("spend takes a clock that was set back for one that stands", () => {
  expect(spend({ left: 5, at: 1000 }, 0)).toEqual({ left: 4, at: 0 });
});
