import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { declaredMetrics } from "./registries.ts";

const root = join(import.meta.dirname, "../..");
const metrics = await declaredMetrics();

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The metrics that a text names, with the labels in braces that follow; `le` is Prometheus' own. */
function uses(text: string): readonly { name: string; labels: readonly string[] }[] {
  const pattern = /\b(localredirect_(?:controller|agent)_[a-z_]+)(?:\{([^}]*)\})?/g;
  return [...text.matchAll(pattern)].map(([, name = "", matchers = ""]) => ({
    name: metrics.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ""),
    labels: [...matchers.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label),
  }));
}

describe.each(["deploy/monitoring/alerts.yaml", "deploy/monitoring/dashboard.json"])(
  "%s",
  (path) => {
    // JSON escapes the quotes of label values.
    const named = uses(read(path).replaceAll('\\"', '"'));

    test("names metrics that there are", () => {
      expect(named.length).toBeGreaterThan(10);
      expect(named.map(({ name }) => name).filter((name) => !metrics.has(name))).toEqual([]);
    });

    test("selects by labels that they have", () => {
      const wrong = named.flatMap(({ name, labels }) =>
        labels.filter((label) => metrics.get(name)?.labels.includes(label) !== true),
      );
      expect(wrong).toEqual([]);
    });
  },
);

describe("docs/metrics.md", () => {
  const lines = read("docs/metrics.md").split("\n");

  test.each([...metrics.values()])("has $name with its help", ({ name, type, help, labels }) => {
    const braces = labels.length === 0 ? "" : `{${labels.join(",")}}`;
    const line = `- \`${name}${braces}\` (${type}): ${help}.`;
    expect(lines.filter((each) => each.startsWith(line))).toHaveLength(1);
  });

  test("has no other", () => {
    const listed = lines.flatMap((line) => /^- `(localredirect_\w+)/.exec(line)?.[1] ?? []);
    expect(listed.filter((name) => !metrics.has(name))).toEqual([]);
  });
});

test("dashboard.json is what Grafana imports, each panel with a query and an own place", () => {
  const dashboard = JSON.parse(read("deploy/monitoring/dashboard.json")) as {
    readonly uid: string;
    readonly panels: readonly {
      readonly id: number;
      readonly type: string;
      readonly gridPos: { readonly x: number; readonly y: number };
      readonly targets?: readonly { readonly expr: string }[];
    }[];
  };
  expect(dashboard.uid).toBe("localredirect");
  const charts = dashboard.panels.filter(({ type }) => type !== "row");
  expect(charts.length).toBeGreaterThan(15);
  for (const { targets } of charts) expect(targets ?? []).not.toEqual([]);
  const places = dashboard.panels.map(({ gridPos: { x, y } }) => `${x},${y}`);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
