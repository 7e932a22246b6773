import { stringify } from "yaml";

import type { OutputFormat } from "./output-format.ts";

/** What a command has to say, in both ways. */
export interface Output {
  readonly text: () => string;
  /** Complete; plain values only. */
  readonly data: unknown;
}

/** Prints on standard output. */
export function print(format: OutputFormat, output: Output): void {
  process.stdout.write(render(format, output));
}

/** What is printed, with a newline at its end. */
export function render(format: OutputFormat, output: Output): string {
  switch (format) {
    case "text":
      return output.text();
    case "json":
      return `${JSON.stringify(output.data, undefined, 2)}\n`;
    case "yaml":
      return stringify(output.data, { lineWidth: 0 });
  }
}
