import { readFileSync } from "node:fs";
import { join } from "node:path";

import { conditionMeanings } from "@localredirect/types";
import { expect, test } from "vitest";

import { statusWith } from "../testing/status-objects.ts";
import { eventMeanings } from "./event-meanings.ts";
import { policyTransitions } from "./policy-transitions.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../../docs/events.md"), "utf8");

test("docs/events.md lists the reasons of events, and no other", () => {
  const listed = page.split("\n").filter((line) => line.startsWith("- **"));
  const expected = eventMeanings.map(
    ({ reason, type, meaning }) => `- **${type}, \`${reason}\`**: ${meaning}`,
  );
  expect(listed).toEqual(expected);
});

test("every reason but that of namespaces comes of a condition", () => {
  const found = new Set(
    conditionMeanings.flatMap(({ type, status, reason }) => {
      const after = statusWith({ conditions: { [type]: `${status}/${reason}` } });
      // Of each condition: what it was before so that a change to it is worth an event.
      const befores = ["Unknown/Pending", "False/NoBackends", "True/Ready"];
      return befores.flatMap((text) =>
        policyTransitions(statusWith({ conditions: { [type]: text } }), after).map(
          (event) => event.reason,
        ),
      );
    }),
  );
  const never = eventMeanings.map(({ reason }) => reason).filter((reason) => !found.has(reason));
  expect(never).toEqual(["SeveralNamespaces"]);
});
