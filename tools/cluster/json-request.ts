import { type IncomingMessage, type OutgoingHttpHeaders, request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";

/** One request whose body and answer are JSON. */
export interface JsonRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Default: no body. */
  readonly body?: unknown;
  /** Default: `application/json`. */
  readonly contentType?: string;
}

/** An answer of any status. */
export interface JsonResponse {
  readonly status: number;
  /** The parsed JSON; what is none is a string. */
  readonly body: unknown;
}

/** Where to send requests, and as whom: what node:https and node:http take. */
export type Destination = Omit<RequestOptions, "headers"> & {
  readonly protocol: "http:" | "https:";
  /** Default: none. */
  readonly headers?: OutgoingHttpHeaders;
};

/** How long one answer may take, in milliseconds: an API server cuts requests off after a minute. */
const deadline = 65_000;

/**
 * Sends one request, over a connection of its own unless the destination has an agent. Rejects
 * where there is no whole answer, with what Node says of it.
 */
export async function sendJson(destination: Destination, json: JsonRequest): Promise<JsonResponse> {
  const body = json.body === undefined ? undefined : JSON.stringify(json.body);
  const type = { "content-type": json.contentType ?? "application/json" };
  const options: RequestOptions = {
    agent: false,
    ...destination,
    method: json.method,
    path: json.path,
    signal: AbortSignal.timeout(deadline),
    headers: { ...destination.headers, ...(body === undefined ? {} : type) },
  };
  const answered = Promise.withResolvers<IncomingMessage>();
  const send = destination.protocol === "https:" ? httpsRequest : httpRequest;
  send(options, answered.resolve).on("error", answered.reject).end(body);
  const response = await answered.promise;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
