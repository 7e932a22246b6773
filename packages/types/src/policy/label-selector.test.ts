import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { canonicalSelector, matchesSelector } from "./label-selector.ts";
import type { LabelRequirement, LabelSelector } from "./label-selector.ts";
import { parseLabelSelector } from "./parse-label-selector.ts";

const word = fc.constantFrom("a", "b", "c");
const requirement: fc.Arbitrary<LabelRequirement> = fc.oneof(
  fc.record({
    key: word,
    operator: fc.constantFrom("In", "NotIn"),
    values: fc.array(word, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    key: word,
    operator: fc.constantFrom("Exists", "DoesNotExist"),
    values: fc.constant([]),
  }),
);
const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: fc.dictionary(word, word, { maxKeys: 2 }),
  matchExpressions: fc.array(requirement, { maxLength: 3 }),
});
const labels = fc.dictionary(word, word);

function select(...matchExpressions: LabelRequirement[]): LabelSelector {
  return { matchLabels: {}, matchExpressions };
}

describe("matchesSelector", () => {
  it("of an empty selector is true for all", () => {
    fc.assert(fc.property(labels, (given) => matchesSelector(select(), given)));
  });

  it.each<[LabelRequirement, Record<string, string>, boolean]>([
    [{ key: "a", operator: "In", values: ["x", "y"] }, { a: "y" }, true],
    [{ key: "a", operator: "In", values: ["x", "y"] }, { a: "z" }, false],
    [{ key: "a", operator: "In", values: ["x"] }, {}, false],
    [{ key: "a", operator: "NotIn", values: ["x"] }, { a: "y" }, true],
    [{ key: "a", operator: "NotIn", values: ["x"] }, { a: "x" }, false],
    [{ key: "a", operator: "NotIn", values: ["x"] }, {}, true],
    [{ key: "a", operator: "Exists", values: [] }, { a: "" }, true],
    [{ key: "a", operator: "Exists", values: [] }, {}, false],
    [{ key: "a", operator: "DoesNotExist", values: [] }, {}, true],
    [{ key: "a", operator: "DoesNotExist", values: [] }, { a: "" }, false],
    [{ key: "constructor", operator: "Exists", values: [] }, {}, false],
  ])("of %j with the labels %j is %s", (given, of, expected) => {
    expect(matchesSelector(select(given), of)).toBe(expected);
  });

  it("asks for all requirements, those of matchLabels too", () => {
    const given: LabelSelector = {
      matchLabels: { a: "x" },
      matchExpressions: [{ key: "b", operator: "Exists", values: [] }],
    };
    expect(matchesSelector(given, { a: "x", b: "" })).toBe(true);
    expect(matchesSelector(given, { a: "x" })).toBe(false);
    expect(matchesSelector(given, { b: "" })).toBe(false);
  });
});

describe("canonicalSelector", () => {
  it("is equal only for selectors that match the same", () => {
    // Of one requirement each, so that many pairs are equal.
    const small = requirement.map((only) => select(only));
    fc.assert(
      fc.property(small, small, labels, (a, b, of) => {
        const isEqual = canonicalSelector(a) === canonicalSelector(b);
        expect(!isEqual || matchesSelector(a, of) === matchesSelector(b, of)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("is that of the selector with its labels written as expressions", () => {
    fc.assert(
      fc.property(selector, labels, (given, of) => {
        const equalities = Object.entries(given.matchLabels).map(
          ([key, value]): LabelRequirement => ({ key, operator: "In", values: [value, value] }),
        );
        const rewritten = select(...given.matchExpressions.toReversed(), ...equalities);
        expect(canonicalSelector(rewritten)).toBe(canonicalSelector(given));
        expect(matchesSelector(rewritten, of)).toBe(matchesSelector(given, of));
      }),
    );
  });

  it("does not depend on order, repetition, or how an equality is written", () => {
    const one: LabelSelector = {
      matchLabels: { b: "2", a: "1" },
      matchExpressions: [{ key: "c", operator: "NotIn", values: ["y", "x", "y"] }],
    };
    const other = select(
      { key: "c", operator: "NotIn", values: ["x", "y"] },
      { key: "a", operator: "In", values: ["1"] },
      { key: "b", operator: "In", values: ["2"] },
      { key: "b", operator: "In", values: ["2"] },
    );
    expect(canonicalSelector(one)).toBe("a in (1),b in (2),c notin (x,y)");
    expect(canonicalSelector(other)).toBe(canonicalSelector(one));
    expect(canonicalSelector(select())).toBe("");
  });
});

describe("parseLabelSelector", () => {
  it("completes what is absent", () => {
    expect(parseLabelSelector({ matchExpressions: [{ key: "a", operator: "Exists" }] })).toEqual({
      ok: true,
      selector: select({ key: "a", operator: "Exists", values: [] }),
    });
  });

  it.each<[unknown, string]>([
    [null, ": Must be an object, not null"],
    [{ matchlabels: {} }, 'matchlabels: Unknown field; did you mean "matchLabels"?'],
    [{ matchLabels: { a: 1 } }, 'matchLabels.a: Must be a text, not 1; write it in quotes: "1"'],
    [{ matchLabels: { a: "-" } }, "matchLabels.a: Must be a label's value"],
    [
      { matchLabels: { a: "x".repeat(64) } },
      "matchLabels.a: Has 64 characters, and may have at most 63",
    ],
    [{ matchLabels: { "": "x" } }, "matchLabels[]: The key must be a label's key"],
    [{ matchLabels: { ["k".repeat(64)]: "x" } }, `matchLabels[${"k".repeat(64)}]: The key must be`],
    [{ matchLabels: { "/a": "x" } }, "matchLabels[/a]: The key must be"],
    [{ matchLabels: { "A.b/c": "x" } }, "matchLabels[A.b/c]: The key must be"],
    [
      { matchLabels: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, "x"])) },
      "matchLabels: Has 65 labels, more than 64",
    ],
    [
      { matchExpressions: [{ key: "a", operator: "in", values: ["x"] }] },
      'matchExpressions[0].operator: Must be "In" or "NotIn" or "Exists" or "DoesNotExist", not "in"',
    ],
    [
      { matchExpressions: [{ key: "a b", operator: "Exists" }] },
      "matchExpressions[0].key: Must be a label's key",
    ],
    [
      { matchExpressions: [{ key: "a", operator: "NotIn", values: [] }] },
      "matchExpressions[0].values: Is empty; the operator NotIn needs at least one value",
    ],
    [
      { matchExpressions: [{ key: "a", operator: "Exists", values: ["x"] }] },
      "matchExpressions[0].values: Has 1 values; the operator Exists takes none",
    ],
  ])("rejects %j", (value, expected) => {
    const result = parseLabelSelector(value);
    const problems = result.ok ? [] : result.problems;
    expect(problems.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  it("takes a key with a prefix, and an empty value", () => {
    const matchLabels = { "app.kubernetes.io/name": "", "x_Y.z-1": "V.1_a" };
    expect(parseLabelSelector({ matchLabels })).toMatchObject({
      ok: true,
      selector: { matchLabels },
    });
  });
});
