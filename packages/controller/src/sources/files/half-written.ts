/** Writers that write in several pieces write pieces of whole pages. */
const pageSize = 4096;

const newline = 0x0a;
const closingBrace = 0x7d;
const closingBracket = 0x5d;

/**
 * Whether a file that was changed just now may be only the first part of what is being written:
 * it is empty or of whole pages, or ends in the middle of a line. JSON that is cut off does not
 * parse, so a closing bracket is an end as good as a newline's.
 *
 * A wrong yes costs the time until the file counts as stable; a wrong no shows a state that its
 * writer never meant, for as long as the writing takes.
 */
export function mayBeHalfWritten(content: Uint8Array): boolean {
  const last = content.at(-1);
  if (last === undefined || content.length % pageSize === 0) return true;
  return last !== newline && last !== closingBrace && last !== closingBracket;
}
