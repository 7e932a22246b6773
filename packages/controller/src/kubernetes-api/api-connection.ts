/** What went wrong with a request, as far as it matters for what to do next. */
export type ApiErrorCode =
  /** There is no usable configuration, in the cluster or in $KUBECONFIG. */
  | "configuration"
  /** No connection, or it broke. */
  | "unreachable"
  /** The connection stands, and nothing came over it for too long. */
  | "silent"
  /** 401: the credentials are not, or no longer, valid. */
  | "unauthorized"
  /** 403: a permission is missing. */
  | "forbidden"
  /** 404: the API does not have this kind. */
  | "not-found"
  /** 409: the object exists already, or is no longer what was read. */
  | "conflict"
  /** 410: the revision or the page token is older than what the API still remembers. */
  | "expired"
  /** The revision is greater than any that the API has: it has been restored, or lags. */
  | "ahead"
  /** 429 or 5xx: the API is there and cannot answer now. */
  | "busy"
  /** Any other status. */
  | "refused"
  /** The answer is not what the API answers. */
  | "malformed";

/** A request that failed, or a watch that ended with an error. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** How long the API asks to wait before the next attempt, in milliseconds; 0: it does not say. */
  readonly retryAfter: number;

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { readonly retryAfter?: number; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.retryAfter = options.retryAfter ?? 0;
  }
}

/** The way to one API server. Requests end when their signal aborts. */
export interface ApiConnection {
  /**
   * The body of the answer to GET.
   * @throws {ApiError} when there is no good answer
   */
  get(path: string, signal: AbortSignal): Promise<string>;
  /**
   * The lines of an answer that does not end by itself, as many at a time as have come; first none,
   * as soon as the answer has begun.
   * @throws {ApiError} when it cannot begin, breaks or falls silent
   */
  lines(path: string, signal: AbortSignal): AsyncIterable<readonly string[]>;
}
