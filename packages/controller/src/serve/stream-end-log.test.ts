import { createLogger } from "@localredirect/process";
import { beforeEach, expect, test, vi } from "vitest";

import type { StreamEnd } from "./agent-stream.ts";
import { StreamEndLog } from "./stream-end-log.ts";

const peer = "10.1.0.1:4000";
const stranger = { node: undefined, peer };
const noToken: StreamEnd = { reason: "unauthenticated", details: "No token", refused: "no_token" };
const expired: StreamEnd = { reason: "unauthenticated", details: "Expired", refused: "expired" };
const ended: StreamEnd = { reason: "cancelled", details: "Gone", refused: undefined };

let now: number;
let messages: string[];
/** What is in each line beside its message. */
let fields: unknown[];
let log: StreamEndLog;

beforeEach(() => {
  now = 1_000_000;
  messages = [];
  fields = [];
  const logger = createLogger({ format: "json", level: "silent" });
  for (const level of ["info", "warn"] as const) {
    vi.spyOn(logger, level).mockImplementation((object: unknown, message?: unknown) => {
      messages.push(`${level} ${String(message)}`);
      fields.push(object);
    });
  }
  log = new StreamEndLog(logger, () => now);
});

function say(count: number, end: StreamEnd, party: Parameters<StreamEndLog["say"]>[1]): void {
  for (let index = 0; index < count; index += 1) log.say(end, party);
}

test("StreamEndLog says every end of an agent's stream", () => {
  say(100, ended, { node: "node-1", peer });
  expect(messages).toHaveLength(100);
  expect(messages[0]).toBe("info stream ended");
  expect(fields[0]).toMatchObject({ node: "node-1", peer, reason: "cancelled", details: "Gone" });
});

test("StreamEndLog says ten refusals of strangers in ten seconds, by the reason", () => {
  say(25, noToken, stranger);
  say(1, expired, stranger);
  expect(fields).toMatchObject([
    ...Array.from({ length: 10 }, () => ({ refused: "no_token", unsaid: undefined })),
    { refused: "expired" },
  ]);
  expect(messages[0]).toBe("warn agent refused, it is not whom it has to be");
});

test("StreamEndLog says how many it has not said, once it says one again", () => {
  say(25, noToken, stranger);
  now += 9_999;
  say(1, noToken, stranger);
  expect(fields).toHaveLength(10);
  now += 1;
  say(2, noToken, stranger);
  expect(fields.slice(10)).toMatchObject([{ unsaid: 16 }, { unsaid: undefined }]);
});
