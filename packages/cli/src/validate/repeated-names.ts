import type { FileReport, ValidPolicy } from "./file-report.ts";

/**
 * The reports with names that stand twice as problems of all but the first: of an object that is
 * there twice, one is not in force.
 */
export function repeatedNames(reports: readonly FileReport[]): readonly FileReport[] {
  const first = new Map<string, string>();
  return reports.map((report) => {
    const isRepeated = ({ name, line }: ValidPolicy): boolean => {
      const place = `${report.file}:${line}`;
      const before = first.get(name) ?? place;
      first.set(name, before);
      return before !== place;
    };
    const repeated = report.policies.filter(isRepeated);
    const problems = repeated.map(({ name, line }) => ({
      line,
      path: "metadata.name",
      reason: `Policy ${name} stands in ${first.get(name) ?? ""} already`,
    }));
    return {
      ...report,
      policies: report.policies.filter((policy) => !repeated.includes(policy)),
      problems: [...report.problems, ...problems],
    };
  });
}
