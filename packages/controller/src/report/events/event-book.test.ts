import { describe, expect, test } from "vitest";

import { EventBook, maxEvents } from "./event-book.ts";
import type { PolicyEvent } from "./policy-transitions.ts";

const policy = { name: "web", uid: "uid-web" };
const event: PolicyEvent = { reason: "Refused", type: "Warning", note: "first" };
const idle = () => false;

function bookOf(): EventBook {
  let next = 0;
  return new EventBook(() => String((next += 1)).padStart(16, "0"));
}

describe("EventBook", () => {
  test("counts what repeats within ten minutes, under the first one's name", () => {
    const book = bookOf();
    const key = book.note(policy, event, 0, idle) ?? "";
    expect(book.note(policy, { ...event, note: "second" }, 600_000, idle)).toBe(key);
    expect(book.get(key)?.series).toMatchObject({
      name: "web.0000000000000001",
      count: 2,
      firstAt: 0,
      lastAt: 600_000,
      event: { note: "first" },
    });
  });

  test("takes what comes later for another one", () => {
    const book = bookOf();
    const key = book.note(policy, event, 0, idle) ?? "";
    book.written(key);
    book.note(policy, event, 600_001, idle);
    expect(book.get(key)).toMatchObject({ isWritten: false, series: { count: 1 } });
  });

  test("forgets the oldest where there is no room, but none that waits", () => {
    const book = bookOf();
    const note = (index: number, isBusy: (key: string) => boolean): string | undefined =>
      book.note({ name: "web", uid: `uid-${index}` }, event, index, isBusy);
    for (let index = 0; index < maxEvents; index += 1) note(index, idle);
    expect(book.size).toBe(maxEvents);
    expect(note(maxEvents, () => true)).toBeUndefined();
    expect(note(maxEvents, (key) => key === "uid-0/Refused")).toBeDefined();
    expect(book.size).toBe(maxEvents);
    expect(book.get("uid-0/Refused")).toBeDefined();
    expect(book.get("uid-1/Refused")).toBeUndefined();
  });

  test("begins anew where the API has forgotten it", () => {
    const book = bookOf();
    const key = book.note(policy, event, 0, idle) ?? "";
    book.written(key);
    book.note(policy, event, 5, idle);
    book.renew(key);
    expect(book.get(key)).toMatchObject({
      isWritten: false,
      series: { name: "web.0000000000000002", count: 1, firstAt: 5 },
    });
  });
});
