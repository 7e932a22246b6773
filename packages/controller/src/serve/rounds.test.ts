import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Rounds } from "./rounds.ts";

const duration = 1000;
let visits: number[];
let rounds: Rounds<number> | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  visits = [];
});

afterEach(() => {
  rounds?.stop();
  vi.useRealTimers();
});

function begin(members: ReadonlySet<number>): void {
  rounds = new Rounds(members, (member) => visits.push(member), duration);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** How many are visited in each turn of the event loop during a time. */
function visitsByTurn(time: number): number[] {
  const turns: number[] = [];
  for (let passed = 0; passed < time; passed += 1) {
    const before = visits.length;
    vi.advanceTimersByTime(1);
    if (visits.length > before) turns.push(visits.length - before);
  }
  return turns;
}

describe("Rounds", () => {
  test.each([1, 64, 65, 1000, 5000])("visits each of %i members once in a round", (count) => {
    begin(new Set(upTo(count)));
    vi.advanceTimersByTime(duration + 50);
    expect([...new Set(visits)].sort((a, b) => a - b)).toEqual(upTo(count));
    vi.advanceTimersByTime(9 * duration);
    expect(visits.length / count).toBeGreaterThanOrEqual(9);
    expect(visits.length / count).toBeLessThanOrEqual(11);
  });

  test("spreads the members of a large set over the round", () => {
    begin(new Set(upTo(5000)));
    const turns = visitsByTurn(duration);
    expect(Math.max(...turns)).toBeLessThanOrEqual(64);
    expect(turns.length).toBeGreaterThanOrEqual(70);
  });

  test("visits all of a small set at once", () => {
    begin(new Set(upTo(64)));
    expect(visitsByTurn(3 * duration)).toEqual([64, 64, 64]);
  });

  test("visits who has come, and nobody who has gone", () => {
    const members = new Set(upTo(3));
    begin(members);
    vi.advanceTimersByTime(duration);
    members.delete(1);
    members.add(7);
    vi.advanceTimersByTime(duration);
    expect(visits.slice(0, 3)).toEqual([0, 1, 2]);
    expect(visits.slice(3).sort((a, b) => a - b)).toEqual([0, 2, 7]);
  });

  test("goes on after nobody was there", () => {
    const members = new Set<number>();
    begin(members);
    vi.advanceTimersByTime(5 * duration);
    members.add(1);
    vi.advanceTimersByTime(2 * duration);
    expect(visits).toEqual([1, 1]);
  });

  test("visits nobody once it is stopped", () => {
    begin(new Set(upTo(3)));
    rounds?.stop();
    vi.advanceTimersByTime(5 * duration);
    expect(visits).toEqual([]);
  });
});
