import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isNewer, readTokenFile } from "./token-file.ts";

let folder = "";
let file = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "token-file-"));
  file = join(folder, "token");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(content: string) {
  writeFileSync(file, content);
  return readTokenFile(file);
}

describe("readTokenFile", () => {
  test("reads a token, and when it expires where it says so", () => {
    const payload = Buffer.from(JSON.stringify({ exp: 1_800_000_000 })).toString("base64url");
    const text = `e30.${payload}.c2ln`;
    expect(read(` ${text}\n`)).toEqual({
      ok: true,
      value: { text, expiresAt: 1_800_000_000_000 },
    });
    expect(read("opaque==")).toEqual({
      ok: true,
      value: { text: "opaque==", expiresAt: undefined },
    });
  });

  test.each([
    ["nothing", "", "is empty"],
    ["white space", " \n\t", "is empty"],
    ["two lines", "secret\nsecret", "holds more than one token, or none"],
    ["a binary", "secret\u0000", "holds more than one token, or none"],
    ["no ASCII", "secrét", "holds more than one token, or none"],
    ["a book", "s".repeat(16_385), "has 16385 characters, more than 16384"],
  ])("refuses %s, without saying it", (_, content, reason) => {
    expect(read(content)).toEqual({ ok: false, reason: `The token file ${file} ${reason}` });
  });

  test("names a file that cannot be read", () => {
    const absent = join(folder, "absent");
    const result = readTokenFile(absent);
    expect(result.ok ? "" : result.reason).toMatch(`Cannot read the token file ${absent}: ENOENT`);
  });
});

test.each([
  ["the same", { text: "a", expiresAt: 2 }, { text: "a", expiresAt: 2 }, false],
  ["one that lasts longer", { text: "b", expiresAt: 3 }, { text: "a", expiresAt: 2 }, true],
  ["one that lasts as long", { text: "b", expiresAt: 2 }, { text: "a", expiresAt: 2 }, false],
  ["one that does not say", { text: "b", expiresAt: undefined }, { text: "a", expiresAt: 2 }, true],
  ["one after such", { text: "b", expiresAt: 1 }, { text: "a", expiresAt: undefined }, true],
])("isNewer of %s", (_, token, shown, expected) => {
  expect(isNewer(token, shown)).toBe(expected);
});
