import { ApiError } from "./api-connection.ts";

/** etcd takes objects of 1.5 MiB; an event that is longer than this many characters is none. */
const maxLineLength = 16 * 1024 * 1024;

/**
 * Takes a text that comes in pieces apart into its lines: for each piece those that are complete
 * with it, which may be none. What follows the last line feed is not one.
 *
 * @throws {ApiError} `malformed` when a line has no end
 */
export async function* readLines(
  pieces: AsyncIterable<string>,
): AsyncGenerator<readonly string[], void> {
  let begun: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const [first = "", ...others] = piece.split("\n");
    begun.push(first);
    length += first.length;
    if (length > maxLineLength) {
      throw new ApiError("malformed", `An event has more than ${maxLineLength} characters`);
    }
    const last = others.pop();
    const lines = last === undefined ? [] : [begun.join(""), ...others];
    if (last !== undefined) {
      begun = [last];
      length = last.length;
    }
    yield lines.filter((line) => line !== "");
  }
}
