import { z } from "zod";

import { ApiError } from "./api-connection.ts";
import type { ApiErrorCode } from "./api-connection.ts";

/** The API's own description of a failure, in an answer's body or an event of type ERROR. */
const statusSchema = z.object({
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
  details: z
    .object({
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(z.object({ reason: z.string().optional(), message: z.string().optional() }))
        .optional(),
    })
    .optional(),
});

type ApiStatus = z.output<typeof statusSchema>;

/** What k8s.io/apimachinery names the cause of a revision that the API has not reached. */
const tooLargeReason = "ResourceVersionTooLarge";

/** Its text, where there is no such cause. */
const tooLargeText = "Too large resource version";

/** A body's first characters are enough to tell whose answer it is. */
const maxQuoted = 200;

/** An answer with a bad status, as an error. `retryAfter`: the header, in seconds. */
export function errorOfAnswer(status: number, body: string, retryAfter?: string): ApiError {
  const parsed = statusSchema.safeParse(parseJson(body));
  const known = parsed.success ? parsed.data : { message: body.slice(0, maxQuoted).trim() };
  const header = Number(retryAfter);
  const wait = Number.isFinite(header) && header > 0 ? header : 0;
  return errorOf({ ...known, code: status }, wait);
}

/** The object of a watch's event of type ERROR, as an error. */
export function errorOfEvent(object: unknown): ApiError {
  const parsed = statusSchema.safeParse(object);
  if (parsed.success) return errorOf(parsed.data, 0);
  return new ApiError("malformed", "The watch ended with an error that says nothing");
}

function errorOf(status: ApiStatus, retryAfterSeconds: number): ApiError {
  const seconds = status.details?.retryAfterSeconds ?? retryAfterSeconds;
  const code = status.code ?? 0;
  const message = status.message ?? "";
  const text = `The API server answered ${code}${message === "" ? "" : `: ${message}`}`;
  return new ApiError(codeOf(status), text, { retryAfter: seconds * 1000 });
}

function codeOf(status: ApiStatus): ApiErrorCode {
  if (isTooLarge(status)) return "ahead";
  switch (status.code) {
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 409:
      return "conflict";
    case 410:
      return "expired";
    case 429:
      return "busy";
    default:
      return (status.code ?? 0) >= 500 ? "busy" : "refused";
  }
}

function isTooLarge({ message, details }: ApiStatus): boolean {
  const causes = details?.causes ?? [];
  return (
    causes.some(({ reason }) => reason === tooLargeReason) ||
    message?.includes(tooLargeText) === true
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
