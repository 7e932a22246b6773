/** Between two columns, as kubectl has it. */
const gap = "   ";

/**
 * Rows as aligned columns with a heading; no space at the end of a line. Control characters, which
 * could come from a manifest or an agent, are made visible rather than sent to the terminal.
 */
export function textTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [heading, ...rows].map((row) => row.map(printable));
  const widths = heading.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(gap))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

/** A text that cannot move the cursor or break the line. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
