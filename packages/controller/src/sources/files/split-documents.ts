import type { Buffer } from "node:buffer";

/** The text of a part of a file, from one document marker to the next. */
export interface DocumentText {
  /** A string of its own, so that keeping it does not keep the whole file. */
  readonly text: string;
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
}

const newline = 0x0a;
const separator = "\n---";
/** Bytes that end a marker: space, tab, newline, carriage return. */
const blanks: ReadonlySet<number | undefined> = new Set([0x20, 0x09, newline, 0x0d, undefined]);

/**
 * Splits a YAML file where a line begins with the marker `---`, which YAML allows nowhere else than
 * between documents. A directive (`%YAML 1.2`) stays together with the document behind it.
 */
export function* splitDocuments(content: Buffer): Generator<DocumentText> {
  let start = 0;
  let line = 1;
  for (const end of boundaries(content)) {
    const text = content.toString("utf8", start, end);
    if (text.startsWith("%") && !text.includes(separator) && end < content.length) continue;
    yield { text, line };
    line += countNewlines(content, start, end);
    start = end;
  }
}

/** Offsets at which a document ends: those of later markers, then the file's end. */
function* boundaries(content: Buffer): Generator<number> {
  let from = 0;
  for (;;) {
    const found = content.indexOf(separator, from);
    if (found === -1) break;
    from = found + separator.length;
    if (blanks.has(content[from])) yield found + 1;
  }
  yield content.length;
}

function countNewlines(content: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = content.indexOf(newline, start); at !== -1 && at < end;) {
    count += 1;
    at = content.indexOf(newline, at + 1);
  }
  return count;
}
