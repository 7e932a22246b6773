import { localRedirectPolicyCrd } from "@localredirect/types";
import { expect, test } from "vitest";

import { startControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { untilPoliciesAreKnown } from "../../../../tools/deploy/policy-definition.ts";
import { ReportWorld } from "./testing/report-world.ts";

const path = "/apis/balancing.elf.io/v1beta1/localredirectpolicies/old";

/** The definition as an older release might have had it: other fields, and nothing required. */
function olderCrd(): object {
  const crd = JSON.parse(JSON.stringify(localRedirectPolicyCrd())) as {
    spec: { versions: { schema: { openAPIV3Schema: object } }[] };
  }; // as the generator makes it
  const unknown = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  for (const version of crd.spec.versions) {
    const properties = { spec: unknown, status: unknown };
    version.schema.openAPIV3Schema = { type: "object", properties };
  }
  return crd;
}

test("objects that an older release has stored stay readable, and get their status", async () => {
  await using plane = await startControlPlane();
  const world = new ReportWorld(plane);
  await plane.apply(olderCrd());
  await untilPoliciesAreKnown(plane);
  const toPorts = [{ port: "80", protocol: "TCP", weight: 3 }];
  await world.api.policy("old", {
    legacy: true,
    frontend: { addressMatcher: { ip: "169.254.0.1", toPorts } },
    backend: { endpointSelector: { matchLabels: { app: "web" } }, toPorts },
  });
  await world.api.patch(`${path}/status`, {
    status: { phase: "Active", backends: "3", conditions: [{ type: "Ready", status: "True" }] },
  });
  await world.install();
  const replica = await world.startReplica("one");
  try {
    await world.untilStatus("old", "Accepted=True/Accepted", "Programmed=False/NoMatchingNodes");
    expect(await plane.kubectl(["get", "lrp", "old"])).toMatch(/old +169\.254\.0\.1 +true +True/);
    const version = await world.resourceVersion("old");
    await world.renewals(3);
    expect(await world.resourceVersion("old")).toBe(version);
    // From then on it is an object like any other.
    await world.api.patchPolicy("old", { spec: { enabled: false } });
    await world.untilStatus("old", "Accepted=True/Disabled");
    const failed = 'localredirect_controller_status_writes_total{result="failed"}';
    expect(await replica.metric(failed)).toBe(3);
  } finally {
    await world.stop();
  }
});
