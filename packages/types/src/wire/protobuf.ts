import { WireError } from "./wire-error.ts";

/** The part of a generated message class that writes and reads its bytes. */
export interface GeneratedMessage<Properties, Message> {
  encode(message: Properties): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

/** Writes a message of the generated code. */
export function encodeProtobuf<Properties, Message>(
  type: GeneratedMessage<Properties, Message>,
  message: Properties,
): Uint8Array {
  return type.encode(message).finish();
}

/**
 * Reads a message of the generated code.
 * @throws {WireError} when the bytes are not protobuf of this message.
 */
export function decodeProtobuf<Properties, Message>(
  type: GeneratedMessage<Properties, Message>,
  bytes: Uint8Array,
): Message {
  try {
    return type.decode(bytes);
  } catch (cause) {
    throw new WireError("malformed", "", "Is not a protobuf message of this kind", { cause });
  }
}
