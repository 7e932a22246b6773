import type { MessageCodec } from "./observe-codec.ts";

/** Node's Buffer where its types are known, which is what gRPC libraries for Node ask for. */
export type GrpcBytes = typeof globalThis extends {
  Buffer: { isBuffer(value: unknown): value is infer Bytes };
}
  ? Bytes
  : Uint8Array;

/**
 * A method in the shape of grpc-js's MethodDefinition, without an import of it. A message that is
 * bytes already goes out as it is: encode once what many streams are to get.
 */
export interface MethodDefinition<Request, Response> {
  readonly path: string;
  readonly originalName: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly requestSerialize: (message: Request | Uint8Array) => GrpcBytes;
  readonly requestDeserialize: (bytes: Uint8Array) => Request;
  readonly responseSerialize: (message: Response | Uint8Array) => GrpcBytes;
  readonly responseDeserialize: (bytes: Uint8Array) => Response;
}

/** What a method is made from. */
export interface MethodParts<Request, Response> {
  /** Of the package localredirect.v1. */
  readonly service: string;
  /** As the proto file writes it. */
  readonly method: string;
  /** Whether both ways are streams, or only the response is; else it is a plain call. */
  readonly stream: boolean | "response";
  readonly request: MessageCodec<Request>;
  readonly response: MessageCodec<Response>;
}

/** Makes the definition of one method. */
export function defineMethod<Request, Response>(
  parts: MethodParts<Request, Response>,
): MethodDefinition<Request, Response> {
  const { service, method, stream, request, response } = parts;
  return {
    path: `/localredirect.v1.${service}/${method}`,
    originalName: method.charAt(0).toLowerCase() + method.slice(1),
    requestStream: stream === true,
    responseStream: stream !== false,
    requestSerialize: (message) => serialize(message, request),
    requestDeserialize: request.decode,
    responseSerialize: (message) => serialize(message, response),
    responseDeserialize: response.decode,
  };
}

function serialize<Message>(
  message: Message | Uint8Array,
  codec: MessageCodec<Message>,
): GrpcBytes {
  return toGrpcBytes(message instanceof Uint8Array ? message : codec.encode(message));
}

/** The same memory as a Buffer. Where there is none, neither are gRPC libraries that want these. */
function toGrpcBytes(bytes: Uint8Array): GrpcBytes {
  const { Buffer } = globalThis;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
