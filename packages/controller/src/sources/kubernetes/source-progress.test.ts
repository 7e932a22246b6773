import { describe, expect, test } from "vitest";

import { parseRevision } from "../../kubernetes-api/revision.ts";
import {
  consistentRead,
  contentReached,
  judgeSeen,
  noProgress,
  readUpTo,
  seenAgainstRead,
} from "./source-progress.ts";

const progress = { epoch: 2, content: 50, readUpTo: 80 };
const seen = (epoch: number, revision: number) => ({ source: "kubernetes", epoch, revision });

describe("source progress", () => {
  test("grows, and never goes back within an epoch", () => {
    expect(contentReached(progress, 90)).toEqual({ epoch: 2, content: 90, readUpTo: 90 });
    expect(contentReached(progress, 10)).toEqual(progress);
    expect(readUpTo(progress, 90)).toEqual({ ...progress, readUpTo: 90 });
    expect(consistentRead(noProgress, 7)).toEqual({ epoch: 0, content: 0, readUpTo: 7 });
  });

  test("consistentRead begins an epoch where the API is behind what was read", () => {
    expect(consistentRead(progress, 50)).toEqual(progress);
    expect(consistentRead(progress, 49)).toEqual({ epoch: 3, content: 0, readUpTo: 49 });
  });
});

test.each([
  ["an older epoch", seen(1, 999), { kind: "reached", progress }],
  ["less", seen(2, 49), { kind: "reached", progress }],
  [
    "as much as we know to have read",
    seen(2, 70),
    { kind: "reached", progress: { ...progress, content: 70 } },
  ],
  ["more than we have read", seen(2, 81), { kind: "ask" }],
  ["a newer epoch", seen(3, 1), { kind: "ask" }],
  ["an absurd epoch", seen(2 ** 32, 1), { kind: "disbelieve" }],
])("judgeSeen of %s", (_, mark, expected) => {
  expect(judgeSeen(progress, mark)).toEqual(expected);
});

test.each([
  ["we only lag", seen(2, 90), 100, 2],
  ["the API has gone back", seen(2, 90), 89, 3],
  ["another replica began an epoch", seen(3, 10), 100, 3],
  ["the API has gone back once more", seen(3, 200), 100, 4],
  ["we began an epoch meanwhile", seen(1, 200), 100, 2],
])("seenAgainstRead where %s", (_, mark, revision, epoch) => {
  expect(seenAgainstRead(progress, mark, revision)).toEqual({ ...progress, epoch });
});

test.each([
  ["0", 0],
  ["9007199254740991", 2 ** 53 - 1],
  ["9007199254740992", undefined],
  ["99999999999999999999", undefined],
  ["", undefined],
  ["-1", undefined],
  ["1e3", undefined],
  [7, undefined],
])("parseRevision of %j", (text, expected) => {
  expect(parseRevision(text)).toBe(expected);
});
