/** What stands before each message of gRPC: whether it is compressed, and its length. */
const headerLength = 5;

/** One message as gRPC has it on the wire. */
export function grpcFrame(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headerLength + message.length);
  frame.writeUInt8(0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, headerLength);
  return frame;
}

/** Takes a stream of bytes apart into the messages of gRPC. */
export class GrpcFrameReader {
  #begun: Buffer = Buffer.alloc(0);

  /** The messages that are complete with these bytes. */
  *take(bytes: Buffer): Generator<Buffer, void> {
    let rest = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    while (rest.length >= headerLength) {
      const end = headerLength + rest.readUInt32BE(1);
      if (rest.length < end) break;
      yield rest.subarray(headerLength, end);
      rest = rest.subarray(end);
    }
    this.#begun = rest;
  }
}
