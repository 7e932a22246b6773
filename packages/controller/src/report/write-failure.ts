import { fullJitter } from "@localredirect/process";
import type { BackoffBounds } from "@localredirect/process";

import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { StatusWriteResult } from "./report-metrics.ts";

/** How long an attempt may be put off, in milliseconds. */
const retryBounds: BackoffBounds = { first: 500, last: 30_000 };

/** The longest pause that the API may ask for, in milliseconds. */
const longestRetryAfter = 60_000;

/** How long to wait after so many failures in a row before this one, in milliseconds. */
export function pauseAfter(error: unknown, attempt: number): number {
  const asked = error instanceof ApiError ? Math.min(error.retryAfter, longestRetryAfter) : 0;
  return Math.max(asked, fullJitter(attempt, Math.random(), retryBounds));
}

/** As what a failed write is counted. */
export function resultOf(error: unknown): StatusWriteResult {
  const code = error instanceof ApiError ? error.code : undefined;
  if (code === "not-found") return "gone";
  return code === "conflict" ? "conflict" : "failed";
}

/** For the log. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
