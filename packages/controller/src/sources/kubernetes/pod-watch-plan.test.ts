import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { policyNamed } from "../../compile/testing/policies.ts";
import { selectionOf } from "../../state/selection.ts";
import type { Selection } from "../../state/selection.ts";
import { isCovered, planPodWatches } from "./pod-watch-plan.ts";

const toPorts = [{ port: "8080", protocol: "TCP" }];

function selection(endpointSelector: object, namespaces?: readonly string[]): Selection {
  const where = namespaces === undefined ? {} : { namespaces };
  return selectionOf(policyNamed("p", {}, { backend: { endpointSelector, toPorts, ...where } }));
}

function app(name: string): object {
  return { matchLabels: { app: name } };
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `n${index}`);
}

function plan(...selections: readonly Selection[]): readonly string[] {
  return [...planPodWatches(selections).keys()].sort();
}

describe("planPodWatches", () => {
  test("has one watch for selectors that say the same", () => {
    const expression = { matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] };
    expect(plan(selection(app("web")), selection(expression))).toEqual([
      "pods of all namespaces with app in (web)",
    ]);
  });

  test("has one watch for each of a few namespaces, and one of all for many", () => {
    expect(plan(selection(app("web"), ["a", "b"]))).toEqual([
      "pods of namespace a with app in (web)",
      "pods of namespace b with app in (web)",
    ]);
    expect(plan(selection(app("web"), names(9)))).toEqual([
      "pods of all namespaces with app in (web)",
    ]);
  });

  test("leaves out what a watch of all namespaces brings", () => {
    expect(plan(selection(app("web"), ["a"]), selection(app("web")))).toEqual([
      "pods of all namespaces with app in (web)",
    ]);
  });

  test.each([
    ["an empty selector", {}],
    ["one that excludes only", { matchExpressions: [{ key: "a", operator: "DoesNotExist" }] }],
    [
      "a very long one",
      {
        matchExpressions: names(40).map((key) => ({
          key,
          operator: "In",
          values: ["v".repeat(60)],
        })),
      },
    ],
  ])("watches all pods for %s", (_, selector) => {
    expect(plan(selection(selector, ["a"]))).toEqual(["pods of namespace a"]);
    expect(plan(selection(selector), selection(app("web"), ["a"]))).toEqual([
      "pods of all namespaces",
    ]);
  });

  test("watches all pods of a namespace for more than 32 selectors, and only of that one", () => {
    const of = (count: number): readonly Selection[] =>
      names(count).map((name) => selection(app(name), ["a"]));
    expect(plan(...of(32))).toHaveLength(32);
    expect(plan(...of(33), selection(app("web"), ["b"]))).toEqual([
      "pods of namespace a",
      "pods of namespace b with app in (web)",
    ]);
  });

  test("watches all pods of the cluster rather than to have more than 128 watches", () => {
    const of = (count: number): readonly Selection[] =>
      names(count).map((name) => selection(app("web"), [name]));
    expect(plan(...of(128))).toHaveLength(128);
    expect(plan(...of(129))).toEqual(["pods of all namespaces"]);
  });
});

const anySelection = fc
  .record({
    selector: fc.oneof(
      { weight: 20, arbitrary: fc.nat(40).map((index) => app(`n${index}`)) },
      { weight: 1, arbitrary: fc.constant({}) },
    ),
    namespaces: fc.option(fc.uniqueArray(fc.constantFrom(...names(12)), { minLength: 1 }), {
      nil: undefined,
    }),
  })
  .map(({ selector, namespaces }) => selection(selector, namespaces));

test("isCovered holds for every selection once what planPodWatches gives has been listed", () => {
  fc.assert(
    fc.property(fc.array(anySelection, { maxLength: 80 }), (selections) => {
      const planned = planPodWatches(selections);
      for (const one of selections) {
        expect(isCovered(one, (key) => planned.has(key))).toBe(true);
        expect(isCovered(one, () => false)).toBe(false);
      }
      expect(planned.size).toBeLessThanOrEqual(128);
    }),
    { numRuns: 50 },
  );
});
