import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { jsonField } from "../../../../tools/cluster/json-field.ts";
import { untilPoliciesAreKnown } from "../../../../tools/deploy/policy-definition.ts";
import {
  addressManifest,
  manifestWithPorts,
  serviceManifest,
} from "../testing/policy-manifests.ts";
import { refusedByRules } from "../testing/refused-by-rules.ts";
import { refusedBySchema } from "../testing/refused-by-schema.ts";
import {
  withAddressPorts,
  withBackend,
  withNodeSelector,
  withSelector,
  withSpec,
} from "../testing/refused-policy.ts";
import { localRedirectPolicyCrd } from "./crd.ts";
import { parsePolicy } from "./parse-policy.ts";
import { policyRules } from "./policy-rules.ts";

const path = "/apis/balancing.elf.io/v1beta1/localredirectpolicies";

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
  await plane.apply(localRedirectPolicyCrd());
  await untilPoliciesAreKnown(plane);
});
afterAll(() => plane.stop());

const { frontend, backend } = serviceManifest().spec;
const tcp = { port: "80", protocol: "TCP" } as const;
const udp = { port: "80", protocol: "UDP" } as const;

/** As kubectl sends it: unknown fields are refused. */
async function create(manifest: object): Promise<{ status: number; message: string }> {
  const { status, body } = await plane.admin.request({
    method: "POST",
    path: `${path}?fieldValidation=Strict&dryRun=All`,
    body: manifest,
  });
  return { status, message: String(jsonField(body, "message")) };
}

describe("the API server, with our definition", () => {
  test.each([...refusedByRules, ...refusedBySchema])(
    "refuses $what",
    async ({ manifest, field, says }) => {
      const { status, message } = await create(manifest);
      expect(message).toContain(`${field}: `);
      expect(message).toContain(says);
      expect(status).toBe(422);
      expect(parsePolicy(manifest)).toMatchObject({ ok: false });
    },
  );

  test.each([
    ["at the top", { ...serviceManifest(), specs: {} }, '"specs"'],
    ["of the spec", withSpec({ qoslimit: 1 }), '"spec.qoslimit"'],
    ["of the backend", withBackend({ redirectself: true }), '"spec.backend.redirectself"'],
    ["of config", withSpec({ config: { nodeSelector: {} } }), '"spec.config.nodeSelector"'],
  ])("refuses an unknown field %s by its path", async (_, manifest, field) => {
    const { status, message } = await create(manifest);
    expect(message).toContain(`unknown field ${field}`);
    expect(status).toBe(400);
    expect(parsePolicy(manifest)).toMatchObject({ ok: false });
  });

  test("is asked about every rule here", () => {
    const rules = policyRules.flatMap(({ at, cel, message }) =>
      cel === undefined ? [] : [`${at}: ${message}`],
    );
    const tried = new Set(refusedByRules.map(({ field, says }) => `${field}: ${says}`));
    expect([...new Set(rules)].filter((rule) => !tried.has(rule))).toEqual([]);
  });

  test.each([
    ["a Service", serviceManifest()],
    ["a Service's own ports", manifestWithPorts(undefined, backend.toPorts)],
    ["an IPv4 address", addressManifest()],
    ["an IPv6 address that is not canonical", addressManifest("FD00:0::A")],
    ["a backend port twice", withBackend({ toPorts: backend.toPorts })],
    ["one port on each side, without names", withAddressPorts([tcp])],
    [
      "a port number for each protocol",
      withAddressPorts([
        { ...tcp, name: "t" },
        { ...udp, name: "u" },
      ]),
    ],
    ["all namespaces", withBackend({ namespaces: ["*"] })],
    ["an empty selector", withSelector({})],
    ["a selector of nodes", withNodeSelector({ matchLabels: { "a.b/c": "" } })],
    ["no limit", withSpec({ qosLimit: 0 })],
  ])("takes %s", async (_, manifest) => {
    expect(await create(manifest)).toMatchObject({ status: 201 });
    expect(parsePolicy(manifest)).toMatchObject({ ok: true });
  });

  test("says by default that a policy is enabled and redirects no pod's own traffic", async () => {
    const { toPorts, endpointSelector } = backend;
    const manifest = {
      ...serviceManifest(),
      spec: { frontend, backend: { endpointSelector, toPorts } },
    };
    const { body } = await plane.admin.request({
      method: "POST",
      path: `${path}?dryRun=All`,
      body: manifest,
    });
    expect(body).toMatchObject({ spec: { enabled: true, backend: { redirectSelf: false } } });
  });
});
