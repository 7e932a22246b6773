const encoder = new TextEncoder();

/**
 * Collects canonical bytes, as proto/localredirect/v1/tables.proto defines them: integers are
 * big-endian, a text is its length in bytes (16 bits) and its UTF-8.
 */
export class CanonicalWriter {
  #buffer: Uint8Array;
  #length = 0;

  /** @param capacity how many bytes to make room for at first; it grows as needed. */
  constructor(capacity = 256) {
    this.#buffer = new Uint8Array(capacity);
  }

  uint8(value: number): void {
    const offset = this.#advance(1);
    this.#buffer[offset] = value;
  }

  uint16(value: number): void {
    const offset = this.#advance(2);
    this.#buffer[offset] = value >>> 8;
    this.#buffer[offset + 1] = value;
  }

  uint32(value: number): void {
    this.uint16(value >>> 16);
    this.uint16(value & 0xffff);
  }

  boolean(value: boolean): void {
    this.uint8(value ? 1 : 0);
  }

  bytes(value: Uint8Array): void {
    // First make room: that may put another buffer in the place of this one.
    const offset = this.#advance(value.length);
    this.#buffer.set(value, offset);
  }

  /** @throws {RangeError} when the text is longer than 65535 bytes. */
  text(value: string): void {
    // UTF-8 has at most three bytes for each UTF-16 unit.
    const offset = this.#advance(2 + value.length * 3);
    const { written } = encoder.encodeInto(value, this.#buffer.subarray(offset + 2));
    if (written > 0xffff) throw new RangeError(`A text of ${written} bytes is longer than 65535`);
    this.#buffer[offset] = written >>> 8;
    this.#buffer[offset + 1] = written;
    this.#length = offset + 2 + written;
  }

  /** What was written so far; a view, valid until the next write. */
  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Makes room for some bytes and returns where they begin. */
  #advance(size: number): number {
    const offset = this.#length;
    this.#length += size;
    if (this.#length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, offset));
      this.#buffer = larger;
    }
    return offset;
  }
}
