/** A script that executes a command, with what it is given itself at the end. */
export function shellScript(command: readonly string[]): string {
  return `#!/bin/sh\nexec ${command.map(quoted).join(" ")} "$@"\n`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
