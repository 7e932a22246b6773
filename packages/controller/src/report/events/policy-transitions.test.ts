import { conditionMeanings } from "@localredirect/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { severalNamespaces } from "../../status/ready.ts";
import { statusWith } from "../testing/status-objects.ts";
import type { StatusTraits } from "../testing/status-objects.ts";
import { policyTransitions } from "./policy-transitions.ts";

const pending = { Programmed: "False/NodesNotProgrammed", Ready: "False/NotReady" };
const lostService = {
  ResolvedRefs: "False/ServiceNotFound",
  Programmed: "False/Unresolved",
  Ready: "False/NotReady",
};
const invalid = {
  Accepted: "False/Invalid",
  ResolvedRefs: "Unknown/NotAccepted",
  Programmed: "False/NotAccepted",
  Ready: "False/NotReady",
};
const disabled = {
  Accepted: "True/Disabled",
  ResolvedRefs: "Unknown/Disabled",
  Programmed: "False/Disabled",
  Ready: "False/Disabled",
};
const unknown = {
  Accepted: "Unknown/Pending",
  ResolvedRefs: "Unknown/Pending",
  Programmed: "Unknown/Pending",
  Ready: "Unknown/Pending",
};
const several = { messages: { Ready: `The policy works; ${severalNamespaces} (a, b): …` } };

function reasons(before: StatusTraits | undefined, after: StatusTraits): readonly string[] {
  const had = before === undefined ? undefined : statusWith(before);
  return policyTransitions(had, statusWith(after)).map(({ reason }) => reason);
}

describe("policyTransitions", () => {
  test.each<[string, StatusTraits | undefined, StatusTraits, readonly string[]]>([
    ["first sight", undefined, { conditions: pending }, ["Accepted"]],
    ["first sight of an invalid one", undefined, { conditions: invalid }, ["Invalid"]],
    ["first sight, not known yet", undefined, { conditions: unknown }, []],
    ["programmed", { conditions: pending }, {}, ["Programmed"]],
    ["lost on some nodes", {}, { conditions: pending }, ["NodesNotProgrammed"]],
    ["a new generation on its way", {}, { generation: 2, conditions: pending }, []],
    ["a new generation, already there", {}, { generation: 2 }, ["Programmed"]],
    [
      "nothing new of a new generation",
      { conditions: invalid },
      { generation: 2, conditions: invalid },
      [],
    ],
    ["a Service that goes", {}, { conditions: lostService }, ["ServiceNotFound"]],
    ["a Service that comes back", { conditions: lostService }, {}, ["ResolvedRefs", "Programmed"]],
    ["disabled", {}, { generation: 2, conditions: disabled }, ["Disabled"]],
    ["enabled", { conditions: disabled }, { generation: 2 }, ["Accepted", "Programmed"]],
    [
      "another lack",
      { conditions: lostService },
      { conditions: { ...lostService, ResolvedRefs: "False/PortNotFound" } },
      ["PortNotFound"],
    ],
    [
      "a refusal",
      { conditions: pending },
      { conditions: { ...pending, Programmed: "False/Refused" } },
      ["Refused"],
    ],
    [
      "a refusal that ends",
      { conditions: { ...pending, Programmed: "False/Refused" } },
      { conditions: pending },
      [],
    ],
    [
      "a conflict in part",
      {},
      { conditions: { Accepted: "True/FrontendConflict" } },
      ["FrontendConflict"],
    ],
    ["no backend", {}, { conditions: { Ready: "False/NoBackends" } }, ["NoBackends"]],
    ["a backend again", { conditions: { Ready: "False/NoBackends" } }, {}, ["Ready"]],
    ["several namespaces", {}, several, ["SeveralNamespaces"]],
    ["several namespaces still", several, several, []],
    ["a message only", {}, { messages: { Programmed: "another" } }, []],
    ["counts only", {}, { programmed: 4, backends: 3 }, []],
  ])("%s", (_, before, after, expected) => {
    expect(reasons(before, after)).toEqual(expected);
  });

  test("tells nothing twice, whatever the status is", () => {
    const condition = fc.constantFrom(...conditionMeanings);
    const statuses = fc.array(condition, { maxLength: 8 }).map((meanings) =>
      statusWith({
        conditions: Object.fromEntries(
          meanings.map(({ type, status, reason }) => [type, `${status}/${reason}`]),
        ),
      }),
    );
    fc.assert(
      fc.property(statuses, (status) => {
        expect(policyTransitions(status, status)).toEqual([]);
      }),
    );
  });
});
