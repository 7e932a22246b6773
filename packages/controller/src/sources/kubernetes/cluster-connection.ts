import { accessSync } from "node:fs";
import type { RequestOptions } from "node:https";

import { KubeConfig } from "@kubernetes/client-node";

import { ApiError } from "./api-connection.ts";
import type { ApiConnection } from "./api-connection.ts";
import { exchange } from "./https-exchange.ts";
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

/** How long silence is borne, in milliseconds; a test has less time. */
export interface Patience {
  readonly answer: number;
  readonly watch: number;
}

/** Where Kubernetes puts what a pod needs to prove who it is. */
const tokenFile = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/**
 * The API server that $KUBECONFIG names, or that of the cluster in which this runs. Whatever is
 * wrong with the configuration shows in each request, and is looked at again with the next.
 */
export class ClusterConnection implements ApiConnection {
  readonly #patience: Patience;
  #config: KubeConfig | undefined;

  constructor(patience: Patience = { answer: answerPatience, watch: watchPatience }) {
    this.#patience = patience;
  }

  async get(path: string, signal: AbortSignal): Promise<string> {
    const pieces: string[] = [];
    let length = 0;
    for await (const piece of this.#exchange(path, this.#patience.answer, signal)) {
      pieces.push(piece);
      length += piece.length;
      if (length > maxAnswerLength) {
        throw new ApiError("malformed", `The answer has more than ${maxAnswerLength} characters`);
      }
    }
    return pieces.join("");
  }

  lines(path: string, signal: AbortSignal): AsyncIterable<readonly string[]> {
    return readLines(this.#exchange(path, this.#patience.watch, signal));
  }

  async *#exchange(path: string, patience: number, signal: AbortSignal): AsyncGenerator<string> {
    const { server, options } = await this.#prepare();
    const url = new URL(`${server.replace(/\/$/, "")}${path}`);
    try {
      yield* exchange({ url, options, patience, signal });
    } catch (error) {
      // Credentials and authorities are replaced while we run: read them again. What the client
      // keeps of a token for a minute is forgotten with it.
      if (error instanceof ApiError && isOfConfiguration(error)) this.#config = undefined;
      throw error;
    }
  }

  async #prepare(): Promise<{ server: string; options: RequestOptions }> {
    try {
      this.#config ??= loadConfig();
      const server = this.#config.getCurrentCluster()?.server;
      if (server === undefined) throw new Error("The current context names no cluster");
      const options: RequestOptions = { headers: { accept: "application/json" } };
      await this.#config.applyToHTTPSOptions(options);
      return { server, options };
    } catch (error) {
      this.#config = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      const text = `The way to the API server is not known: ${reason}; see $KUBECONFIG`;
      throw new ApiError("configuration", text, { cause: error });
    }
  }
}

/** Unlike the library's default, neither ~/.kube/config nor localhost:8080: nobody meant those. */
function loadConfig(): KubeConfig {
  const config = new KubeConfig();
  const fromFile = process.env["KUBECONFIG"];
  if (fromFile !== undefined && fromFile !== "") config.loadFromDefault();
  else {
    accessSync(tokenFile);
    config.loadFromCluster();
  }
  return config;
}

function isOfConfiguration({ code }: ApiError): boolean {
  return code === "unauthorized" || code === "unreachable";
}
