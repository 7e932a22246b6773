import { describe, expect, test } from "vitest";

import { dnsId, dnsQuery, requireAnswer, withLength } from "./dns-message.ts";

/** An answer to a query, with another code or number of records. */
function answer(id: number, { code = 0, records = 1 }): Buffer {
  const message = dnsQuery(id, "a.example");
  message.writeUInt8(0x80 | code, 3);
  message.writeUInt16BE(records, 6);
  return message;
}

test("dnsQuery asks for the address of a name, and wants recursion", () => {
  expect(dnsQuery(0x1234, "ab.example").toString("latin1")).toBe(
    "\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x02ab\x07example\0\0\x01\0\x01",
  );
});

test("withLength puts the length before a message", () => {
  expect(withLength(Buffer.from("abc")).toString("latin1")).toBe("\0\x03abc");
});

describe("dnsId", () => {
  test("is the query's", () => {
    expect(dnsId(dnsQuery(65_535, "a"))).toBe(65_535);
  });

  test("is none of what is too short", () => {
    expect(dnsId(Buffer.alloc(11))).toBeUndefined();
  });
});

describe("requireAnswer", () => {
  test("accepts an answer with a record", () => {
    expect(() => {
      requireAnswer(answer(7, {}), 7);
    }).not.toThrow();
  });

  test.each([
    ["another query's", answer(8, {}), "no answer to this query"],
    ["too short", Buffer.alloc(3), "no answer to this query"],
    ["an error", answer(7, { code: 2 }), "code 2"],
    ["empty", answer(7, { records: 0 }), "no record"],
  ])("refuses one that is %s", (_, message, why) => {
    expect(() => {
      requireAnswer(message, 7);
    }).toThrow(why);
  });
});
