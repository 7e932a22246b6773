import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { RequestOptions } from "node:https";

import { ApiError } from "./api-connection.ts";
import { errorOfAnswer } from "./api-status.ts";
import { ByteDeadline } from "./byte-deadline.ts";

/** One request; without a method in its options, a GET. */
export interface Exchange {
  /** With the protocol, the port and the whole path. */
  readonly url: URL;
  /** Credentials and TLS. */
  readonly options: RequestOptions;
  /** How long there may be no byte, from the start on, in milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
  /** Undefined: the request has none. */
  readonly body?: string | undefined;
}

/** Bodies of errors are short; beyond this many characters nothing is read of them. */
const maxErrorLength = 64 * 1024;

/**
 * The body of a good answer, in the pieces in which it comes; first an empty one, as soon as it is
 * known to be good.
 *
 * @throws {ApiError} when there is none, it breaks or falls silent
 */
export async function* exchange({
  url,
  options,
  patience,
  signal,
  body,
}: Exchange): AsyncGenerator<string, void> {
  const stop = new AbortController();
  const deadline = new ByteDeadline(patience, () => {
    stop.abort();
  });
  try {
    const either = AbortSignal.any([signal, stop.signal]);
    const response = await send(url, { ...options, signal: either }, body);
    deadline.extend();
    if (!isGood(response)) throw await refusal(response);
    yield "";
    for await (const piece of textOf(response)) {
      deadline.extend();
      yield piece;
      // Whoever reads may take long; that is no silence of the other side.
      deadline.extend();
    }
  } catch (error) {
    throw translate(error, url, deadline.isOver ? patience : undefined);
  } finally {
    deadline.end();
    stop.abort();
  }
}

function send(
  url: URL,
  options: RequestOptions,
  body: string | undefined,
): Promise<IncomingMessage> {
  const answered = Promise.withResolvers<IncomingMessage>();
  const start = url.protocol === "http:" ? httpRequest : httpsRequest;
  start(url, options, answered.resolve).on("error", answered.reject).end(body);
  return answered.promise;
}

function isGood({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300;
}

async function refusal(response: IncomingMessage): Promise<ApiError> {
  let body = "";
  for await (const piece of textOf(response)) {
    body += piece;
    if (body.length > maxErrorLength) break;
  }
  return errorOfAnswer(response.statusCode ?? 0, body, response.headers["retry-after"]);
}

function textOf(response: IncomingMessage): AsyncIterable<string> {
  response.setEncoding("utf8");
  // With an encoding set, a stream gives strings; its type does not know.
  return response as AsyncIterable<string>;
}

function translate(error: unknown, url: URL, patience: number | undefined): ApiError {
  if (error instanceof ApiError) return error;
  if (patience !== undefined) {
    return new ApiError("silent", `${url.host} has sent nothing for ${patience} ms`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ApiError("unreachable", `${url.host} cannot be reached: ${reason}`, { cause: error });
}
