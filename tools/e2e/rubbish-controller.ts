import { rmSync } from "node:fs";

import { Server, ServerCredentials, type ServerDuplexStream } from "@grpc/grpc-js";
import {
  type AgentMessage,
  type ControllerMessage,
  encodeControllerMessage,
  tableServiceDefinition,
} from "@localredirect/types/tables";

/** What a test's controller says to each agent, in this order, once it has said Hello. */
export type Utterance = ControllerMessage | Uint8Array;

/** A real gRPC server that says what a controller must not say. */
export interface RubbishController {
  /** How many agents have said Hello so far. */
  greeted(): number;
  stop(): void;
}

/** @param path of a unix socket, whose server has ended; what it left is removed */
export async function startRubbishController(
  path: string,
  utterances: readonly Utterance[],
): Promise<RubbishController> {
  let greeted = 0;
  rmSync(path, { force: true });
  const server = new Server();
  const streamTable = (call: ServerDuplexStream<AgentMessage, Uint8Array>): void => {
    call.on("error", () => undefined);
    call.on("data", ({ kind }: AgentMessage) => {
      if (kind !== "hello") return;
      greeted += 1;
      for (const said of utterances) {
        call.write(said instanceof Uint8Array ? said : encodeControllerMessage(said));
      }
    });
  };
  server.addService({ streamTable: tableServiceDefinition.streamTable }, { streamTable });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${path}`, ServerCredentials.createInsecure(), (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
  return {
    greeted: () => greeted,
    stop() {
      server.forceShutdown();
    },
  };
}
