import { localredirect } from "../generated/wire.js";
import { encodeAck, readAck } from "./ack-codec.ts";
import type { AgentMessage } from "./agent-message.ts";
import { bounds } from "./bounds.ts";
import { readName, readWithin } from "./fields.ts";
import { encodeHeartbeat, readHeartbeat } from "./heartbeat-codec.ts";
import { encodeHello, readHello } from "./hello-codec.ts";
import { encodeInventory, readInventory } from "./inventory-codec.ts";
import { decodeProtobuf, encodeProtobuf } from "./protobuf.ts";
import { invalid } from "./wire-error.ts";

type WireAgentMessage = localredirect.v1.AgentMessage.$Properties;

/**
 * Writes what an agent says.
 * @throws {RangeError} when a number or hex text is out of bounds.
 */
export function encodeAgentMessage(message: AgentMessage): Uint8Array {
  return encodeProtobuf(localredirect.v1.AgentMessage, toWire(message));
}

/**
 * Reads what an agent says.
 * @throws {WireError} when the bytes are no such message or a field is out of bounds.
 */
export function decodeAgentMessage(bytes: Uint8Array): AgentMessage {
  const message = decodeProtobuf(localredirect.v1.AgentMessage, bytes);
  const { hello, inventory, ack, heartbeat, reauthentication } = message;
  if (hello) return readWithin("hello", () => readHello(hello));
  if (inventory) return readWithin("inventory", () => readInventory(inventory));
  if (ack) return readWithin("ack", () => readAck(ack));
  if (heartbeat) return readWithin("heartbeat", () => readHeartbeat(heartbeat));
  if (reauthentication) {
    const token = readName(reauthentication.token, bounds.token, "reauthentication.token");
    return { kind: "reauthentication", token };
  }
  throw invalid("kind", "Is none that is known here");
}

function toWire(message: AgentMessage): WireAgentMessage {
  switch (message.kind) {
    case "hello":
      return { hello: encodeHello(message) };
    case "inventory":
      return { inventory: encodeInventory(message) };
    case "ack":
      return { ack: encodeAck(message) };
    case "heartbeat":
      return { heartbeat: encodeHeartbeat(message) };
    case "reauthentication":
      return { reauthentication: { token: message.token } };
  }
}
