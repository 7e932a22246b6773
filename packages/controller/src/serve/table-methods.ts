import { tableServiceDefinition, WireError } from "@localredirect/types";
import type { AgentMessage, ControllerMessage, MethodDefinition } from "@localredirect/types";

import type { Received } from "./agent-stream.ts";

/** TableService as the server has it: bytes that are no message are a value, not an exception. */
export const tableMethods: {
  readonly streamTable: MethodDefinition<Received, ControllerMessage>;
} = {
  streamTable: {
    ...tableServiceDefinition.streamTable,
    requestSerialize: (message) => {
      if ("kind" in message && message.kind === "malformed") {
        throw new TypeError("A malformed message is never sent");
      }
      return tableServiceDefinition.streamTable.requestSerialize(message);
    },
    requestDeserialize: (bytes) =>
      orMalformed(() => tableServiceDefinition.streamTable.requestDeserialize(bytes)),
  },
};

function orMalformed(decode: () => AgentMessage): Received {
  try {
    return decode();
  } catch (error) {
    if (error instanceof WireError) {
      return { kind: "malformed", reason: error.message };
    }
    throw error;
  }
}
