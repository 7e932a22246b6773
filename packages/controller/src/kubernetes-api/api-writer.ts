/** A request that is more than asking for what there is. */
export interface ApiRequest {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** As `/api/v1/namespaces/NAME/configmaps`, with the query. */
  readonly path: string;
  /** Becomes JSON. Undefined: none. */
  readonly body: unknown;
  /** Default: application/json. PATCH says by it which kind of patch the body is. */
  readonly contentType?: string;
}

/** The way to change things in one API server, and to have it answer what is asked by POST. */
export interface ApiWriter {
  /**
   * The body of the answer, JSON.
   *
   * @throws {ApiError} when there is no good answer; `conflict`: somebody else was faster
   */
  send(request: ApiRequest, signal: AbortSignal): Promise<string>;
}
