import type { OutgoingHttpHeaders } from "node:http";
import { Agent } from "node:https";
import type { RequestOptions } from "node:https";

import type { ApiRequest, ApiWriter } from "./api-writer.ts";
import { ApiError } from "./api-connection.ts";
import type { ApiConnection } from "./api-connection.ts";
import type { ClusterAccess } from "./cluster-access.ts";
import { exchange } from "./https-exchange.ts";
import type { Exchange } from "./https-exchange.ts";
import { podAccess, podSurroundings } from "./pod-access.ts";
import { readLines } from "./read-lines.ts";

/** How long an API server may take over an answer or a part of it, in milliseconds. */
const answerPatience = 30_000;

/**
 * How long a watch may be without a byte, in milliseconds. An API server sends a bookmark after 60
 * to 75 s; one that sends none loses nothing by a watch that begins again where it was.
 */
const watchPatience = 90_000;

/** A page of 500 pods has 8 MiB; a text of more characters than this is not read. */
const maxAnswerLength = 256 * 1024 * 1024;

/**
 * How long a connection is kept for the next thing that is sent, in milliseconds; API servers close
 * one after 90 s.
 */
const keptFor = 30_000;

/** Which API server, and how patient to be with it. */
export interface ClusterConnectionOptions {
  /** Paths as in $KUBECONFIG. Undefined: that of the cluster in which this runs. */
  readonly kubeconfig: string | undefined;
  /** As the constants above. */
  readonly answerPatience: number;
  readonly watchPatience: number;
}

/** As $KUBECONFIG says, with the patience that production has. */
export function defaultClusterOptions(): ClusterConnectionOptions {
  const kubeconfig = process.env["KUBECONFIG"];
  return { kubeconfig: kubeconfig === "" ? undefined : kubeconfig, answerPatience, watchPatience };
}

/**
 * An API server. Whatever is wrong with the configuration shows in each request, and is looked at
 * again with the next.
 */
export class ClusterConnection implements ApiConnection, ApiWriter {
  readonly #options: ClusterConnectionOptions;
  /** For what is sent, often in dozens: a handshake costs more than an answer. */
  readonly #kept = new Agent({ keepAlive: true, timeout: keptFor });
  #access: Promise<ClusterAccess> | undefined;

  constructor(options: ClusterConnectionOptions) {
    this.#options = options;
  }

  get(path: string, signal: AbortSignal): Promise<string> {
    return wholeText(this.#exchange({ path, patience: this.#options.answerPatience, signal }));
  }

  send({ method, path, body, contentType }: ApiRequest, signal: AbortSignal): Promise<string> {
    const patience = this.#options.answerPatience;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : bodyHeaders(text, contentType);
    const call = { path, patience, signal, method, headers, body: text, agent: this.#kept };
    return wholeText(this.#exchange(call));
  }

  lines(path: string, signal: AbortSignal): AsyncIterable<readonly string[]> {
    return readLines(this.#exchange({ path, patience: this.#options.watchPatience, signal }));
  }

  async *#exchange(call: Call): AsyncGenerator<string> {
    const { path, patience, signal, body, method = "GET" } = call;
    const { server, isProxied, options: access } = await this.#prepare(call.headers);
    const isKept = call.agent !== undefined && !isProxied && server.startsWith("https:");
    const options = { ...access, method, ...(isKept ? { agent: call.agent } : {}) };
    const url = new URL(`${server.replace(/\/$/, "")}${path}`);
    try {
      yield* exchange({ url, options, patience, signal, body });
    } catch (error) {
      // Credentials and authorities are replaced while we run: read them again. What is kept of a
      // token for a minute is forgotten with it.
      if (error instanceof ApiError && isOfConfiguration(error)) this.#access = undefined;
      throw error;
    }
  }

  async #prepare(
    headers: OutgoingHttpHeaders = {},
  ): Promise<{ server: string; isProxied: boolean; options: RequestOptions }> {
    try {
      this.#access ??= openAccess(this.#options.kubeconfig);
      const access = await this.#access;
      const options = { headers: { ...headers, accept: "application/json" } };
      await access.apply(options);
      const { server, isProxied } = access;
      return { server, isProxied, options };
    } catch (error) {
      this.#access = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      const text = `The way to the API server is not known: ${reason}; see $KUBECONFIG`;
      throw new ApiError("configuration", text, { cause: error });
    }
  }
}

/** One request. */
interface Call extends Pick<Exchange, "patience" | "signal" | "body"> {
  readonly path: string;
  /** Default: GET. */
  readonly method?: ApiRequest["method"];
  readonly headers?: OutgoingHttpHeaders;
  /** Keeps connections for the next call. Default: each call has one of its own. */
  readonly agent?: Agent;
}

function bodyHeaders(text: string, contentType = "application/json"): OutgoingHttpHeaders {
  return { "content-type": contentType, "content-length": Buffer.byteLength(text) };
}

async function wholeText(answer: AsyncIterable<string>): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of answer) {
    pieces.push(piece);
    length += piece.length;
    if (length > maxAnswerLength) {
      throw new ApiError("malformed", `The answer has more than ${maxAnswerLength} characters`);
    }
  }
  return pieces.join("");
}

/** The client library is loaded only where there is a kubeconfig to read. */
async function openAccess(kubeconfig: string | undefined): Promise<ClusterAccess> {
  if (kubeconfig === undefined) return podAccess(podSurroundings());
  const { kubeconfigAccess } = await import("./kubeconfig-access.ts");
  return kubeconfigAccess(kubeconfig);
}

function isOfConfiguration({ code }: ApiError): boolean {
  return code === "unauthorized" || code === "unreachable";
}
