import { readFileSync } from "node:fs";

import type { OutputFormat } from "../output-format.ts";
import { print } from "../print.ts";
import { fileReport } from "./file-report.ts";
import type { FileReport } from "./file-report.ts";
import { repeatedNames } from "./repeated-names.ts";
import { isValid, validationText } from "./validation-text.ts";

/** Checks files and prints what is wrong with them. Returns whether all is well. */
export function validate(
  files: readonly string[],
  flags: { readonly output: OutputFormat },
): boolean {
  const reports = repeatedNames(files.map(readReport));
  print(flags.output, {
    text: () => validationText(reports),
    data: { valid: isValid(reports), files: reports },
  });
  return isValid(reports);
}

function readReport(file: string): FileReport {
  const name = file === "-" ? "standard input" : file;
  try {
    return fileReport(name, readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    const reason = `Cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { file: name, policies: [], others: 0, problems: [{ line: 0, path: "", reason }] };
  }
}
