import { printable } from "../text-table.ts";
import type { FileReport } from "./file-report.ts";

/** Whether nothing is wrong. */
export function isValid(reports: readonly FileReport[]): boolean {
  return reports.every(({ problems }) => problems.length === 0);
}

/** A line for each problem, `FILE:LINE: path: reason`, and one for the whole. */
export function validationText(reports: readonly FileReport[]): string {
  const lines = reports.flatMap(({ file, problems }) =>
    [...problems]
      .sort((one, other) => one.line - other.line)
      .map(({ line, path, reason }) => {
        const place = line === 0 ? file : `${file}:${line}`;
        return printable([place, path, reason].filter((part) => part !== "").join(": "));
      }),
  );
  return [...lines, summary(reports), ""].join("\n");
}

function summary(reports: readonly FileReport[]): string {
  const policies = sum(reports.map((report) => report.policies.length));
  const problems = sum(reports.map((report) => report.problems.length));
  const others = sum(reports.map((report) => report.others));
  const aside = others === 0 ? "" : `, ${count(others, "manifest")} of other kinds not checked`;
  const bad = problems === 0 ? "" : `, ${count(problems, "problem")}`;
  return `${count(policies, "valid policy", "valid policies")}${bad}${aside}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
