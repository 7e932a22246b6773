import { setImmediate } from "node:timers/promises";

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { collectGarbage, MemorySettler } from "./memory-settler.ts";

const times = { worthwhile: 1_000, quietTime: 1_000 };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("MemorySettler collects once after a large change, when it is quiet", () => {
  const collect = vi.fn();
  const settler = new MemorySettler({ ...times, settle: collect });
  settler.changed(999);
  vi.runAllTimers();
  expect(collect).not.toHaveBeenCalled();
  settler.changed(500);
  vi.advanceTimersByTime(999);
  settler.changed(500);
  vi.advanceTimersByTime(999);
  expect(collect).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(collect).toHaveBeenCalledTimes(1);
});

test("MemorySettler settles after the start, however small the table is, once no batch comes", () => {
  const settle = vi.fn();
  const settler = new MemorySettler({ ...times, settle });
  settler.started();
  vi.advanceTimersByTime(999);
  settler.changed(1);
  vi.advanceTimersByTime(999);
  expect(settle).not.toHaveBeenCalled();
  vi.runAllTimers();
  settler.changed(1);
  vi.runAllTimers();
  expect(settle).toHaveBeenCalledTimes(1);
});

test("MemorySettler collects nothing once it is closed", () => {
  const collect = vi.fn();
  const settler = new MemorySettler({ ...times, settle: collect });
  settler.changed(5_000);
  settler.close();
  vi.runAllTimers();
  expect(collect).not.toHaveBeenCalled();
});

test("collectGarbage reaches the engine's collector", async () => {
  vi.useRealTimers();
  const garbage = forgotten();
  // Until the end of the turn in which it was made, a weak reference is a strong one.
  await setImmediate();
  collectGarbage();
  expect(garbage.deref()).toBeUndefined();
});

function forgotten(): WeakRef<object> {
  return new WeakRef({});
}
