import { createLogger } from "@localredirect/process";
import { beforeEach, expect, test, vi } from "vitest";

import type { StreamEnd } from "./agent-stream.ts";
import { StreamLog } from "./stream-log.ts";

const peer = "10.1.0.1:4000";
const agent = { node: "node-1", peer };
const stranger = { node: undefined, peer };
const noToken: StreamEnd = { reason: "unauthenticated", details: "No token", refused: "no_token" };
const expired: StreamEnd = { reason: "unauthenticated", details: "Expired", refused: "expired" };
const ended: StreamEnd = { reason: "cancelled", details: "Gone", refused: undefined };

let now: number;
let messages: string[];
/** What is in each line beside its message. */
let fields: unknown[];
let log: StreamLog;

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
  log = new StreamLog(logger, () => now);
});

function say(count: number, end: StreamEnd, party: Parameters<StreamLog["ended"]>[1]): void {
  for (let index = 0; index < count; index += 1) log.ended(end, party);
}

test("StreamLog says who comes and whose stream ends", () => {
  log.connected(agent);
  say(1, ended, agent);
  expect(messages).toEqual(["info agent connected", "info stream ended"]);
  expect(fields[0]).toEqual(agent);
  expect(fields[1]).toMatchObject({ ...agent, reason: "cancelled", details: "Gone" });
});

test("StreamLog says a hundred of all agents that come or go at once, and how many not", () => {
  for (let index = 0; index < 5000; index += 1) log.connected(agent);
  say(5000, ended, agent);
  expect(messages).toHaveLength(200);
  now += 10_000;
  log.connected(agent);
  say(1, ended, agent);
  expect(fields.slice(200)).toMatchObject([{ unsaid: 4900 }, { unsaid: 4900 }]);
});

test("StreamLog says ten refusals of strangers in ten seconds, by the reason", () => {
  say(25, noToken, stranger);
  say(1, expired, stranger);
  expect(fields).toMatchObject([
    ...Array.from({ length: 10 }, () => ({ refused: "no_token" })),
    { refused: "expired" },
  ]);
  expect(messages[0]).toBe("warn agent refused, it is not whom it has to be");
});

test("StreamLog says how many it has not said, once it says one again", () => {
  say(25, noToken, stranger);
  now += 9_999;
  say(1, noToken, stranger);
  expect(fields).toHaveLength(10);
  now += 1;
  say(2, noToken, stranger);
  expect(fields.slice(10)).toMatchObject([{ unsaid: 16 }, {}]);
});
