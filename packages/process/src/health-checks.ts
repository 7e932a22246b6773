/** One named thing that must hold. The message says how it is, in both cases, for `?verbose`. */
export interface CheckResult {
  readonly ok: boolean;
  /** Empty where there is nothing to add. */
  readonly message: string;
}

/** What must hold, by name; each is asked at each request and answers from memory. */
export type HealthChecks = Readonly<Record<string, () => CheckResult>>;

/** What /livez and /readyz ask. */
export interface ProgramChecks {
  /** Fails where only a restart helps; a program that answers at all usually lives. */
  readonly live: HealthChecks;
  /** Fails while the program cannot do its work. */
  readonly ready: HealthChecks;
}

/** An answer to a health request. */
export interface HealthReport {
  readonly ok: boolean;
  /** A line for each check, and the outcome. */
  readonly text: string;
}

/** Asks the checks; a check that throws has failed. As Kubernetes writes its own reports. */
export function healthReport(endpoint: string, checks: HealthChecks): HealthReport {
  const results = Object.entries(checks).map(([name, check]) => ({ name, ...ask(check) }));
  const ok = results.every((result) => result.ok);
  const lines = results.map(({ name, ok: passed, message }) => {
    const detail = message === "" ? "" : `: ${message}`;
    return passed ? `[+]${name} ok${detail}` : `[-]${name} failed${detail}`;
  });
  return { ok, text: [...lines, `${endpoint} check ${ok ? "passed" : "failed"}`, ""].join("\n") };
}

function ask(check: () => CheckResult): CheckResult {
  try {
    return check();
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
