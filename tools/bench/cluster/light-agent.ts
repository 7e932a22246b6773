import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from "node:http2";
import { connect as connectTls, type SecureContext } from "node:tls";

import {
  decodeControllerMessage,
  emptyDigest,
  encodeAgentMessage,
  tableServiceDefinition,
} from "@localredirect/types/tables";
import type {
  AgentMessage,
  BatchMessage,
  ControllerMessage,
  Digest,
  Watermark,
} from "@localredirect/types/tables";

import { grpcFrame, GrpcFrameReader } from "./grpc-frames.ts";
import { monotonicTime } from "./monotonic-time.ts";

/** A batch that an agent has got and acknowledged. */
export interface AgentBatch {
  readonly node: string;
  /** When it came, in milliseconds as monotonicTime has them. */
  readonly at: number;
  readonly upserts: number;
  /** Of all upserts. */
  readonly backends: number;
}

/** Who an agent is, and whom it tells what happens to it. */
export interface LightAgentOptions {
  readonly node: string;
  readonly secureContext: SecureContext;
  /** Undefined: its certificate says whose it is. */
  readonly token: string | undefined;
  readonly onBatch: (batch: AgentBatch) => void;
  /** The connection has ended, or could not be made, unasked. */
  readonly onLost: (reason: string) => void;
}

/**
 * What an agent is to a controller, at the smallest price, as all of them run on the controller's
 * machine: gRPC by hand over one HTTP/2 connection with TLS, and instead of a kernel the digest that
 * the controller itself says a batch leads to.
 */
export class LightAgent {
  readonly #options: LightAgentOptions;
  #session: ClientHttp2Session | undefined;
  #stream: ClientHttp2Stream | undefined;
  #heartbeats: NodeJS.Timeout | undefined;
  #digest: Digest = emptyDigest;
  #watermarks: readonly Watermark[] = [];

  constructor(options: LightAgentOptions) {
    this.#options = options;
  }

  /** Connects to a port of 127.0.0.1, with what it holds from before; it has one connection. */
  connect(port: number): void {
    this.cut();
    const { secureContext, node, token } = this.#options;
    const session = connect(`https://127.0.0.1:${port}`, {
      createConnection: () =>
        connectTls({
          host: "127.0.0.1",
          port,
          secureContext,
          minVersion: "TLSv1.3",
          ALPNProtocols: ["h2"],
        }),
    });
    this.#session = session;
    session.on("error", (error: Error) => {
      this.#lose(session, error.message);
    });
    session.on("close", () => {
      this.#lose(session, "The connection is closed");
    });
    const stream = session.request({
      ":method": "POST",
      ":path": tableServiceDefinition.streamTable.path,
      "content-type": "application/grpc",
      te: "trailers",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    });
    this.#stream = stream;
    const reader = new GrpcFrameReader();
    stream.on("data", (bytes: Buffer) => {
      // What was read before the connection was cut is no answer to the next one's Hello.
      if (this.#stream !== stream) return;
      for (const message of reader.take(bytes)) this.#receive(decodeControllerMessage(message));
    });
    stream.on("trailers", (trailers: IncomingHttpHeaders) => {
      this.#lose(session, String(trailers["grpc-message"] ?? "The stream is closed"));
    });
    stream.on("error", (error: Error) => {
      this.#lose(session, error.message);
    });
    this.#send({
      kind: "hello",
      node,
      schemaMin: 1,
      schemaMax: 1,
      digest: this.#digest,
      // For people only.
      redirects: 0,
      watermarks: this.#watermarks,
      ipv4: true,
      ipv6: true,
      agentVersion: "0.0.0-bench",
      features: [],
    });
  }

  /** Breaks the connection off; what it holds stays. */
  cut(): void {
    const session = this.#session;
    this.#forget();
    session?.destroy();
  }

  #forget(): void {
    clearInterval(this.#heartbeats);
    this.#session = undefined;
    this.#stream = undefined;
  }

  #lose(session: ClientHttp2Session, reason: string): void {
    if (this.#session !== session) return;
    this.cut();
    this.#options.onLost(reason);
  }

  #receive(message: ControllerMessage): void {
    switch (message.kind) {
      case "welcome":
        clearInterval(this.#heartbeats);
        this.#heartbeats = setInterval(() => {
          this.#send({ kind: "heartbeat", digest: this.#digest, watermarks: this.#watermarks });
        }, message.heartbeatInterval);
        break;
      case "batch":
        this.#apply(message, monotonicTime());
        break;
      case "inventory-request":
        throw new Error(`The controller mistrusts the digest of ${this.#options.node}`);
      case "heartbeat":
      case "drain":
        break;
    }
  }

  #apply({ nonce, upserts, digest, watermarks }: BatchMessage, at: number): void {
    // A batch that is not the last of its change has no digest: tables here are too small for it.
    if (digest === undefined) throw new Error("A table of the benchmark needs several batches");
    this.#digest = digest;
    this.#watermarks = watermarks;
    this.#send({ kind: "ack", nonce, digest, refused: [], appliedAt: undefined, warnings: [] });
    this.#options.onBatch({
      node: this.#options.node,
      at,
      upserts: upserts.length,
      backends: upserts.reduce((sum, { backends }) => sum + backends.length, 0),
    });
  }

  #send(message: AgentMessage): void {
    this.#stream?.write(grpcFrame(encodeAgentMessage(message)));
  }
}
