import type { PolicyStatus } from "@localredirect/types";
import { expect, test } from "vitest";

import { statusObject } from "./status-object.ts";
import { statusWith } from "./testing/status-objects.ts";
import { planWrite } from "./write-plan.ts";

const wanted: PolicyStatus = {
  name: "web",
  uid: "uid-web",
  generation: 2,
  enabled: true,
  frontend: "169.254.0.1",
  serviceId: 7,
  conditions: [
    {
      type: "Accepted",
      status: "True",
      reason: "Accepted",
      message: "",
      observedGeneration: 2,
      lastTransitionTime: 0,
    },
  ],
  nodesWanted: 1,
  nodesProgrammed: 1,
  backends: 1,
  origin: "",
};
const same = statusObject(wanted);
const { uid } = wanted;

test.each([
  ["what the API does not have", wanted, undefined, "unknown"],
  ["what the API has without a status", wanted, { uid, status: undefined }, "write"],
  ["what the API says otherwise", wanted, { uid, status: statusWith() }, "write"],
  ["what the API has", wanted, { uid, status: same }, "nothing"],
  ["what another policy of that name had", wanted, { uid: "other", status: same }, "unknown"],
  ["a policy of a file", { ...wanted, origin: "a.yaml:1" }, undefined, "nothing"],
  ["a generation that is older", wanted, { uid, status: statusWith({ generation: 3 }) }, "behind"],
])("planWrite of %s", (_, status, stored, kind) => {
  const held = stored === undefined ? undefined : { revision: 1, ...stored };
  expect(planWrite(status, held, false).kind).toBe(kind);
});

test.each([
  ["more backends", { backends: 2 }, true],
  ["more nodes", { nodesWanted: 2, nodesProgrammed: 2 }, true],
  ["another frontend", { frontend: "169.254.0.2" }, false],
  ["another condition", { conditions: [] }, false],
])("planWrite knows whether %s is only a count", (_, change, isCount) => {
  const plan = planWrite({ ...wanted, ...change }, { uid, status: same, revision: 1 }, false);
  expect(plan).toMatchObject({ kind: "write", isCount });
});
