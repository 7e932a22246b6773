import { logVerbosity, setLogVerbosity, status } from "@grpc/grpc-js";
import type { Client, ServiceError } from "@grpc/grpc-js";
import {
  clientCredentials,
  connectionProblem,
  formatListenAddress,
  grpcClient,
  grpcTarget,
} from "@localredirect/process";
import { observeServiceDefinition } from "@localredirect/types";
import type { MethodDefinition, NodeStatus, PolicyStatus, Redirect } from "@localredirect/types";

import type { Connection } from "./connection.ts";

/** The plain calls of ObserveService. */
export interface ObserveClient {
  nodes(): Promise<readonly NodeStatus[]>;
  table(node: string): Promise<readonly Redirect[]>;
  policies(): Promise<readonly PolicyStatus[]>;
}

/** The controller does not answer, or not with what was asked for; the message says what to do. */
export class ObserveError extends Error {
  override readonly name = "ObserveError";
}

/** A person waits for the answer, in milliseconds. */
const patience = 15_000;

/** A table of 60,000 redirects with some pods each, and room. */
const longestAnswer = 256 * 1024 * 1024;

/** Asks a controller, and closes the connection when done. */
export async function observe<Outcome>(
  connection: Connection,
  ask: (client: ObserveClient) => Promise<Outcome>,
): Promise<Outcome> {
  // It writes lines of its own to standard error, beside our message.
  setLogVerbosity(logVerbosity.NONE);
  const where = formatListenAddress(connection.address);
  const credentials = clientCredentials(connection.security, () => undefined);
  const client = grpcClient(grpcTarget(connection.address), credentials, {
    serverName: connection.serverName,
    "grpc.max_receive_message_length": longestAnswer,
    // A proxy for web pages is not for us, and cannot reach a cluster's inside.
    "grpc.enable_http_proxy": 0,
  });
  const { listNodes, getTable, listPolicies } = observeServiceDefinition;
  try {
    return await ask({
      nodes: async () => (await call(client, where, listNodes, {})).nodes,
      table: async (node) => (await call(client, where, getTable, { node })).redirects,
      policies: async () => (await call(client, where, listPolicies, {})).policies,
    });
  } finally {
    client.close();
  }
}

function call<Request, Response>(
  client: Client,
  where: string,
  method: MethodDefinition<Request, Response>,
  request: Request,
): Promise<Response> {
  const { path, requestSerialize, responseDeserialize } = method;
  const options = { deadline: Date.now() + patience };
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest<Request, Response>(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      options,
      (error, response) => {
        if (response === undefined) {
          reject(toObserveError(error, where));
        } else {
          resolve(response);
        }
      },
    );
  });
}

/** What a status means to who asked. */
function toObserveError(error: ServiceError | null, where: string): ObserveError {
  return new ObserveError(explain(error, where), { cause: error });
}

function explain(error: ServiceError | null, where: string): string {
  const details = error?.details ?? "it gave no answer";
  switch (error?.code) {
    case status.UNAVAILABLE:
      return `Cannot reach the controller at ${where}: ${connectionProblem(details)}`;
    case status.DEADLINE_EXCEEDED:
      return `The controller at ${where} has not answered within ${patience / 1000} s`;
    case status.PERMISSION_DENIED:
    case status.UNAUTHENTICATED:
      return `The controller at ${where} does not let you look on: ${details}`;
    case status.NOT_FOUND:
      return details;
    case status.UNIMPLEMENTED:
      return `What answers at ${where} is no localredirect controller`;
    default:
      return `The controller at ${where} cannot answer: ${details}`;
  }
}
