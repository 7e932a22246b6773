import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { Metadata, ServerDuplexStream, StatusObject } from "@grpc/grpc-js";
import { encodeControllerMessage, tableServiceDefinition } from "@localredirect/types/tables";
import type { AgentMessage, ControllerMessage } from "@localredirect/types/tables";
import { Mailbox } from "./mailbox.ts";

type Call = ServerDuplexStream<AgentMessage, ControllerMessage | Uint8Array>;

/** One agent's stream, as the test plays the controller on it. */
export class ScriptedStream {
  readonly metadata: Metadata;
  /** Resolves when the agent, or the network, has ended the stream. */
  readonly gone: Promise<void>;
  readonly #call: Call;
  readonly #messages = new Mailbox<AgentMessage>();

  constructor(call: Call) {
    this.#call = call;
    this.metadata = call.metadata;
    call.on("data", (message: AgentMessage) => {
      this.#messages.put(message);
    });
    this.gone = new Promise((resolve) => {
      call.on("cancelled", resolve);
      call.on("close", resolve);
    });
    call.on("error", () => undefined);
  }

  /** The agent's next message of a kind; others are passed over. */
  take<Kind extends AgentMessage["kind"]>(
    kind: Kind,
  ): Promise<Extract<AgentMessage, { kind: Kind }>> {
    return this.#messages.takeWhere(
      (message): message is Extract<AgentMessage, { kind: Kind }> => message.kind === kind,
    );
  }

  send(message: ControllerMessage): void {
    this.sendBytes(encodeControllerMessage(message));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#call.write(bytes);
  }

  end(status: Pick<StatusObject, "code" | "details">): void {
    this.#call.emit("error", status);
  }
}

/** A real gRPC server on a port of its own whose every word the test says. */
export class ScriptedController {
  readonly address: string;
  readonly #server: Server;
  readonly #streams: Mailbox<ScriptedStream>;

  private constructor(address: string, server: Server, streams: Mailbox<ScriptedStream>) {
    this.address = address;
    this.#server = server;
    this.#streams = streams;
  }

  static async start(
    address = "127.0.0.1:0",
    credentials: ServerCredentials = ServerCredentials.createInsecure(),
  ): Promise<ScriptedController> {
    const streams = new Mailbox<ScriptedStream>();
    const server = new Server({ "grpc.max_send_message_length": -1 });
    server.addService(
      { streamTable: tableServiceDefinition.streamTable },
      {
        streamTable: (call: Call) => {
          streams.put(new ScriptedStream(call));
        },
      },
    );
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(address, credentials, (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    return new ScriptedController(address.replace(/:0$/, `:${port}`), server, streams);
  }

  /** The next stream that an agent opens. */
  stream(): Promise<ScriptedStream> {
    return this.#streams.take();
  }

  /** Cuts every connection and is not to be reached any more. */
  stop(): void {
    this.#server.forceShutdown();
  }
}
