import { localredirect } from "../generated/wire.js";
import { encodeBatch, readBatch } from "./batch-codec.ts";
import { bounds } from "./bounds.ts";
import { clipText } from "./clip-text.ts";
import type { ControllerMessage, DrainMessage, WelcomeMessage } from "./controller-message.ts";
import { readText, readWithin } from "./fields.ts";
import { encodeHeartbeat, readHeartbeat } from "./heartbeat-codec.ts";
import { decodeProtobuf, encodeProtobuf } from "./protobuf.ts";
import { invalid } from "./wire-error.ts";

type WireControllerMessage = localredirect.v1.ControllerMessage.$Properties;

/**
 * Writes what a controller says. Encode once what many streams are to get: the services take bytes.
 * @throws {RangeError} when an address, number or hex text is out of bounds.
 */
export function encodeControllerMessage(message: ControllerMessage): Uint8Array {
  return encodeProtobuf(localredirect.v1.ControllerMessage, toWire(message));
}

/**
 * Reads what a controller says. A bad redirect of a batch goes to its `invalid`.
 * @throws {WireError} when the bytes are no such message or another field is out of bounds.
 */
export function decodeControllerMessage(bytes: Uint8Array): ControllerMessage {
  const message = decodeProtobuf(localredirect.v1.ControllerMessage, bytes);
  const { welcome, inventoryRequest, batch, heartbeat, drain } = message;
  if (welcome) return readWithin("welcome", () => readWelcome(welcome));
  if (inventoryRequest) return { kind: "inventory-request" };
  if (batch) return readWithin("batch", () => readBatch(batch));
  if (heartbeat) return readWithin("heartbeat", () => readHeartbeat(heartbeat));
  if (drain) return readWithin("drain", () => readDrain(drain));
  throw invalid("kind", "Is none that is known here");
}

function toWire(message: ControllerMessage): WireControllerMessage {
  switch (message.kind) {
    case "welcome": {
      const { schema, controller, controllerVersion, heartbeatInterval } = message;
      return { welcome: { schema, controller, controllerVersion, heartbeatInterval } };
    }
    case "inventory-request":
      return { inventoryRequest: {} };
    case "batch":
      return { batch: encodeBatch(message) };
    case "heartbeat":
      return { heartbeat: encodeHeartbeat(message) };
    case "drain":
      return { drain: { reason: clipText(message.reason, bounds.message), delay: message.delay } };
  }
}

function readWelcome(welcome: localredirect.v1.Welcome.$Properties): WelcomeMessage {
  const schema = welcome.schema ?? 0;
  const heartbeatInterval = welcome.heartbeatInterval ?? 0;
  if (schema < 1) throw invalid("schema", "Is 0, less than 1");
  if (heartbeatInterval < 1) throw invalid("heartbeatInterval", "Is 0 ms, less than 1");
  return {
    kind: "welcome",
    schema,
    controller: readText(welcome.controller, bounds.word, "controller"),
    controllerVersion: readText(welcome.controllerVersion, bounds.word, "controllerVersion"),
    heartbeatInterval,
  };
}

function readDrain(drain: localredirect.v1.Drain.$Properties): DrainMessage {
  return {
    kind: "drain",
    reason: readText(drain.reason, bounds.message, "reason"),
    delay: drain.delay ?? 0,
  };
}
