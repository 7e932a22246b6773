/** Of a message without its question, in bytes (RFC 1035, 4.1.1). */
const headerSize = 12;

/** A query for the A record of a name, as a DNS message. @param id at most 65,535 */
export function dnsQuery(id: number, name: string): Buffer {
  const header = Buffer.from([0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  header.writeUInt16BE(id);
  const labels = name.split(".").flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.concat([header, Buffer.from([...labels, 0, 0, 1, 0, 1])]);
}

/** A message as it goes over a connection: with its length before it (RFC 1035, 4.2.2). */
export function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

/** The number by which a message belongs to its query; undefined: it is no message. */
export function dnsId(message: Buffer): number | undefined {
  return message.length < headerSize ? undefined : message.readUInt16BE();
}

/**
 * Accepts an answer that has a record.
 *
 * @throws {Error} where it is another query's, an error, or empty
 */
export function requireAnswer(message: Buffer, id: number): void {
  if (dnsId(message) !== id) throw new Error("What came is no answer to this query");
  const code = message.readUInt8(3) & 0x0f;
  if (code !== 0) throw new Error(`The answer is an error, code ${code}`);
  if (message.readUInt16BE(6) === 0) throw new Error("The answer has no record");
}
