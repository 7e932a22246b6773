import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ApiError } from "./api-connection.ts";
import { errorOfAnswer } from "./api-status.ts";
import { parseListPage } from "./list-page.ts";
import { readLines } from "./read-lines.ts";
import { parseWatchEvent } from "./watch-event.ts";

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  return undefined;
}

const tooLarge = JSON.stringify({
  kind: "Status",
  message: "Timeout: Too large resource version: 9, current: 1",
  code: 504,
  details: { causes: [{ reason: "ResourceVersionTooLarge" }], retryAfterSeconds: 1 },
});

test.each([
  [401, "{}", "unauthorized"],
  [403, '{"message":"no"}', "forbidden"],
  [404, "404 page not found", "not-found"],
  [409, "{}", "conflict"],
  [410, "{}", "expired"],
  [429, "", "busy"],
  [500, "<html>", "busy"],
  [504, tooLarge, "ahead"],
  [400, "{}", "refused"],
])("errorOfAnswer of %d %s is %s", (status, body, code) => {
  expect(errorOfAnswer(status, body).code).toBe(code);
});

test("errorOfAnswer knows how long the API asks to wait", () => {
  expect(errorOfAnswer(429, "", "3").retryAfter).toBe(3000);
  expect(errorOfAnswer(504, tooLarge).retryAfter).toBe(1000);
  expect(errorOfAnswer(429, "", "tomorrow").retryAfter).toBe(0);
});

describe("parseListPage", () => {
  test("reads items, revision and what the next page is asked for with", () => {
    const text = '{"metadata":{"resourceVersion":"7","continue":"a"},"items":[{}]}';
    expect(parseListPage(text)).toEqual({ revision: 7, continueToken: "a", items: [{}] });
    const last = '{"metadata":{"resourceVersion":"7","continue":""},"items":null}';
    expect(parseListPage(last)).toEqual({ revision: 7, continueToken: undefined, items: [] });
  });

  test.each(["", "{", "{}", '{"metadata":{"resourceVersion":"x"},"items":[]}'])(
    "refuses %j",
    (text) => {
      expect(codeOf(() => parseListPage(text))).toBe("malformed");
    },
  );
});

describe("parseWatchEvent", () => {
  const object = { metadata: { resourceVersion: "7" } };

  test.each([
    ["ADDED", { kind: "present", object, revision: 7 }],
    ["MODIFIED", { kind: "present", object, revision: 7 }],
    ["DELETED", { kind: "absent", object, revision: 7 }],
    ["BOOKMARK", { kind: "bookmark", revision: 7 }],
  ])("reads %s", (type, expected) => {
    expect(parseWatchEvent(JSON.stringify({ type, object }))).toEqual(expected);
  });

  test.each([
    ['{"type":"ERROR","object":{"code":410,"message":"too old"}}', "expired"],
    ['{"type":"ERROR","object":7}', "malformed"],
    ['{"type":"OTHER","object":{}}', "malformed"],
    ['{"type":"ADDED","object":{}}', "malformed"],
    ["not JSON", "malformed"],
  ])("throws for %s: %s", (line, code) => {
    expect(codeOf(() => parseWatchEvent(line))).toBe(code);
  });
});

async function* piecewise(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

test("readLines gives the same lines however a text is cut", async () => {
  const cuts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n") }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(cuts, async (pieces) => {
      const lines: string[] = [];
      for await (const some of readLines(piecewise(pieces))) lines.push(...some);
      const complete = pieces.join("").split("\n").slice(0, -1);
      expect(lines).toEqual(complete.filter((line) => line !== ""));
    }),
  );
});

test("readLines refuses a line without an end", async () => {
  const pieces = Array.from({ length: 17 }, () => "x".repeat(1024 * 1024));
  const lines = readLines(piecewise(pieces));
  const readAll = async (): Promise<void> => {
    for await (const some of lines) expect(some).toEqual([]);
  };
  await expect(readAll()).rejects.toMatchObject({ code: "malformed" });
});
