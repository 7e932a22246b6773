import { expect, test } from "vitest";

import { grpcFrame, GrpcFrameReader } from "./grpc-frames.ts";

test.each([1, 3, 5, 7, 1_000])("GrpcFrameReader finds messages in pieces of %i bytes", (size) => {
  const messages = ["", "a", "a longer message", "b".repeat(2_000)].map((text) =>
    Buffer.from(text),
  );
  const wire = Buffer.concat(messages.map((message) => grpcFrame(message)));
  const reader = new GrpcFrameReader();
  const found: Buffer[] = [];
  for (let start = 0; start < wire.length; start += size) {
    for (const message of reader.take(wire.subarray(start, start + size))) {
      found.push(Buffer.from(message));
    }
  }
  expect(found).toEqual(messages);
});
