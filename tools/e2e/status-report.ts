/** What `localredirect status -o json` says, as far as tests look at it. */
export interface StatusReport {
  readonly nodes: readonly {
    readonly name: string;
    readonly state: "SYNCED" | "PENDING" | "STALE" | "OFFLINE";
    readonly redirectsWanted: number;
    readonly redirectsApplied: number;
    readonly refused: readonly RedirectProblem[];
    readonly warnings: readonly RedirectProblem[];
  }[];
  readonly policies: readonly {
    readonly name: string;
    readonly origin?: string;
    readonly serviceId?: number;
    readonly backends: number;
    readonly conditions: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
  }[];
}

/** Something that is wrong with a redirect on a node. */
export interface RedirectProblem {
  readonly frontend: string;
  readonly policy: string;
  readonly message: string;
}

/** @throws {Error} with what the program said instead, where its output is no report */
export function parseStatus(output: string, errors: string): StatusReport {
  if (!output.startsWith("{")) throw new Error(`localredirect status: ${errors.trim()}`);
  // The program is ours, and prints just that.
  return JSON.parse(output) as StatusReport;
}

/** A condition as `Accepted=False/Invalid`, with its message. */
export function conditionOf(
  report: StatusReport,
  policy: string,
  type: string,
): { readonly value: string; readonly message: string } {
  const conditions = report.policies.find(({ name }) => name === policy)?.conditions ?? [];
  const found = conditions.find((condition) => condition.type === type);
  return {
    value: found === undefined ? "none" : `${found.status}/${found.reason}`,
    message: found?.message ?? "",
  };
}
