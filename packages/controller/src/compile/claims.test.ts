import { expect, test } from "vitest";

import { Claims } from "./claims.ts";
import type { WorksHere } from "./claims.ts";
import { compilePolicy } from "./compiled-policy.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { resolveFrontends } from "./resolve.ts";
import { policyNamed } from "./testing/policies.ts";

const everywhere: WorksHere = () => true;

/** A policy that claims ports of 169.254.0.1; of equally old ones, the name decides. */
function claimant(name: string, id: number, ...ports: readonly number[]): CompiledPolicy {
  const toPorts = ports.map((port) => ({ port: String(port), protocol: "TCP", name: `p${port}` }));
  const policy = policyNamed(
    name,
    {},
    {
      frontend: { addressMatcher: { ip: "169.254.0.1", toPorts } },
      backend: { endpointSelector: { matchLabels: { app: "web" } }, toPorts },
    },
  );
  return compilePolicy(policy, id, resolveFrontends(policy.spec, undefined));
}

function owners(claims: Claims, works: WorksHere = everywhere): readonly (string | undefined)[] {
  return [80, 81].map((port) => claims.owner(`169.254.0.1:${port}/TCP`, works));
}

test("Claims gives a frontend to the oldest that works on the node", () => {
  const claims = new Claims();
  claims.set("b", claimant("b", 2, 80, 81));
  claims.set("a", claimant("a", 1, 80));
  expect(owners(claims)).toEqual(["a", "b"]);
  expect(owners(claims, (name) => name !== "a")).toEqual(["b", "b"]);
  expect(owners(claims, () => false)).toEqual([undefined, undefined]);
  expect(claims.losses("b", everywhere)).toEqual([{ key: "169.254.0.1:80/TCP", winner: "a" }]);
  expect(claims.losses("a", everywhere)).toEqual([]);
});

test("Claims lets the loser take over when the winner goes", () => {
  const claims = new Claims();
  claims.set("a", claimant("a", 1, 80));
  claims.set("b", claimant("b", 2, 80));
  expect([...claims.set("a", undefined)]).toEqual(["b"]);
  expect(owners(claims)).toEqual(["b", undefined]);
});

test("Claims gives nothing to a policy whose id an older one has, and others what it would have", () => {
  const claims = new Claims();
  claims.set("a", claimant("a", 7, 81));
  claims.set("b", claimant("b", 7, 80));
  claims.set("c", claimant("c", 3, 80));
  expect(owners(claims)).toEqual(["c", "a"]);
  expect(claims.losses("b", everywhere)).toEqual([{ key: undefined, winner: "a" }]);
  expect(owners(claims, (name) => name !== "a")).toEqual(["b", undefined]);
});

test("Claims.set names also those who lose by what another gains with its id", () => {
  const claims = new Claims();
  claims.set("a", claimant("a", 7, 81));
  claims.set("b", claimant("b", 7, 80));
  claims.set("c", claimant("c", 3, 80));
  expect([...claims.set("a", undefined)].sort()).toEqual(["b", "c"]);
  expect([...claims.set("a", claimant("a", 7, 81))].sort()).toEqual(["b", "c"]);
});

test("Claims forgets a policy whole", () => {
  const claims = new Claims();
  claims.set("a", claimant("a", 1, 80));
  claims.set("a", claimant("a", 1, 81));
  expect(owners(claims)).toEqual([undefined, "a"]);
  claims.set("a", undefined);
  expect(claims.set("a", undefined).size).toBe(0);
  expect(owners(claims)).toEqual([undefined, undefined]);
  expect(claims.losses("a", everywhere)).toEqual([]);
});
