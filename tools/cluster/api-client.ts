import type { Agent } from "node:https";

import { ClusterError } from "./cluster-error.ts";
import { jsonField } from "./json-field.ts";
import { type JsonRequest, type JsonResponse, sendJson } from "./json-request.ts";

/** Asks one API server as one user. */
export interface ApiClient {
  /** The answer, of whatever status. Rejects where there is none. */
  request(request: JsonRequest): Promise<JsonResponse>;
  /**
   * The body of a good answer.
   *
   * @throws ClusterError `refused` with the API server's message where the status is 300 or above
   */
  expect(request: JsonRequest): Promise<unknown>;
}

/** Which API server to ask, and as whom; neither certificate nor token: as system:anonymous. */
export interface ApiClientOptions {
  /** `https://HOST:PORT`. */
  readonly url: string;
  /** In PEM, as the certificate and its key. */
  readonly ca: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  /** Keeps connections for further requests. Default: each request has its own. */
  readonly agent?: Agent;
}

/** A client of an API server. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { hostname, port } = new URL(options.url);
  const destination = {
    protocol: "https:" as const,
    hostname,
    port,
    ca: options.ca,
    cert: options.certificate,
    key: options.key,
    agent: options.agent ?? false,
    headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
  };
  const request = (json: JsonRequest) => sendJson(destination, json);
  return {
    request,
    async expect(json) {
      const answer = await request(json);
      if (answer.status < 300) return answer.body;
      throw new ClusterError(
        "refused",
        `${json.method} ${json.path}: ${answer.status}, ${messageOf(answer.body)}`,
      );
    },
  };
}

function messageOf(body: unknown): string {
  const message = jsonField(body, "message");
  return typeof message === "string" ? message : JSON.stringify(body);
}
