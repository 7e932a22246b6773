import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";

import type { Registry } from "prom-client";

import { healthReport } from "./health-checks.ts";
import type { ProgramChecks } from "./health-checks.ts";
import { listen } from "./listen.ts";
import type { ListenAddress } from "./listen-address.ts";
import { formatListenAddress } from "./listen-address.ts";

/** What a program shows of itself by HTTP. */
export interface HttpEndpointOptions {
  readonly address: ListenAddress;
  /** What /metrics shows. */
  readonly registry: Registry;
  readonly checks: ProgramChecks;
}

/** A running endpoint. */
export interface HttpEndpoint {
  /** With the port that the kernel chose where 0 was asked for. */
  readonly address: ListenAddress;
  /** Ends it, open connections too. */
  close(): Promise<void>;
}

/** The endpoint could not listen; the message says where and why. */
export class HttpEndpointError extends Error {
  override readonly name = "HttpEndpointError";
}

/** A scraper and the kubelet need one connection each; the rest is room for people. */
const mostConnections = 64;

/** Requests are one line and a few headers; who takes longer than this is not asking, in ms. */
const requestTimeout = 10_000;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Serves /livez, /readyz and /healthz (the same as /readyz), each with `?verbose`, and /metrics.
 *
 * @throws HttpEndpointError when it cannot listen
 */
export async function startHttpEndpoint(options: HttpEndpointOptions): Promise<HttpEndpoint> {
  const server = createServer(
    { requestTimeout, headersTimeout: requestTimeout, maxHeaderSize: 8192 },
    (request, response) => {
      void respond(request, response, options);
    },
  );
  server.maxConnections = mostConnections;
  const address = await listenAt(server, options.address);
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function listenAt(server: Server, address: ListenAddress): Promise<ListenAddress> {
  try {
    return await listen(server, address);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const where = formatListenAddress(address);
    throw new HttpEndpointError(`Cannot serve HTTP on ${where}: ${reason}`, { cause: error });
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpEndpointOptions,
): Promise<void> {
  const { status, type, body } = await answer(request, options);
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 405 ? { allow: "GET, HEAD" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function answer(request: IncomingMessage, options: HttpEndpointOptions): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return text(405, "Only GET and HEAD are served here\n");
  }
  const { pathname, searchParams } = parseUrl(request.url ?? "/");
  switch (pathname) {
    case "/livez":
      return health("livez", searchParams.has("verbose"), options.checks.live);
    case "/readyz":
      return health("readyz", searchParams.has("verbose"), options.checks.ready);
    case "/healthz":
      return health("healthz", searchParams.has("verbose"), options.checks.ready);
    case "/metrics":
      return metrics(options.registry);
    default:
      return text(404, "Here are /livez /readyz /healthz (each with ?verbose) and /metrics\n");
  }
}

/** A target that is no URL is a path that is not here. */
function parseUrl(target: string): Pick<URL, "pathname" | "searchParams"> {
  return URL.parse(target, "http://endpoint") ?? new URL("http://endpoint/");
}

function health(name: string, verbose: boolean, checks: ProgramChecks["live"]): Answer {
  const report = healthReport(name, checks);
  // Who is told no wants to know why.
  return text(report.ok ? 200 : 503, report.ok && !verbose ? "ok" : report.text);
}

async function metrics(registry: Registry): Promise<Answer> {
  try {
    return { status: 200, type: registry.contentType, body: await registry.metrics() };
  } catch (error) {
    return text(500, `${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function text(status: number, body: string): Answer {
  return { status, type: "text/plain; charset=utf-8", body };
}
