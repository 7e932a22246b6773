import type { Client } from "@grpc/grpc-js";
import { observeServiceDefinition } from "@localredirect/types";
import type { MethodDefinition, NodeStatus, PolicyStatus, Redirect } from "@localredirect/types";

/** Asks a controller what it knows, as the command line does. */
export class Observer {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async nodes(): Promise<readonly NodeStatus[]> {
    return (await this.#call(observeServiceDefinition.listNodes, {})).nodes;
  }

  async table(node: string): Promise<readonly Redirect[]> {
    return (await this.#call(observeServiceDefinition.getTable, { node })).redirects;
  }

  async policies(): Promise<readonly PolicyStatus[]> {
    return (await this.#call(observeServiceDefinition.listPolicies, {})).policies;
  }

  #call<Request, Response>(
    method: MethodDefinition<Request, Response>,
    request: Request,
  ): Promise<Response> {
    const { path, requestSerialize, responseDeserialize } = method;
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        (error, response) => {
          if (response === undefined) reject(error ?? new Error(`No answer to ${path}`));
          else resolve(response);
        },
      );
    });
  }
}
