import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { runPromtool } from "./promtool.ts";

const folder = join(import.meta.dirname, "../../deploy/monitoring");

interface Rule {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const { groups } = parse(readFileSync(join(folder, "alerts.yaml"), "utf8")) as {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);

interface Case {
  readonly alert_rule_test: readonly {
    readonly alertname: string;
    readonly exp_alerts: readonly unknown[];
  }[];
}

const { tests: cases } = parse(readFileSync(join(folder, "alerts.test.yaml"), "utf8")) as {
  readonly tests: readonly Case[];
};

describe("deploy/monitoring/alerts.yaml", () => {
  // The first time on a machine, promtool is fetched.
  test("is good, by promtool", { timeout: 120_000 }, async () => {
    expect(await runPromtool(["check", "rules", "alerts.yaml"], folder)).toMatchObject({
      ok: true,
    });
  });

  test("fires when it should and only then, by promtool", { timeout: 120_000 }, async () => {
    const { ok, output } = await runPromtool(["test", "rules", "alerts.test.yaml"], folder);
    expect(ok, output).toBe(true);
  });

  test.each(rules)("$alert is tested as it fires and as it does not", ({ alert }) => {
    const outcomes = cases
      .flatMap((each) => each.alert_rule_test)
      .filter(({ alertname }) => alertname === alert)
      .map(({ exp_alerts: expected }) => expected.length > 0);
    expect(outcomes.sort()).toEqual([false, true]);
  });

  test.each(rules)("$alert says how bad it is and what to do", ({ labels, annotations }) => {
    expect(["critical", "warning"]).toContain(labels["severity"]);
    for (const name of ["summary", "description", "runbook"]) {
      expect(annotations[name] ?? "").not.toBe("");
    }
  });
});
