import { createHash } from "node:crypto";
import { type Frontend, redirectId } from "@localredirect/types/tables";
import fc from "fast-check";
import type { Content } from "../content.ts";
import { layoutConstants } from "../generated/layout.ts";

/** A few frontends, some of which share an address and port, in both families. */
export const frontends: readonly [Frontend, ...Frontend[]] = [
  { address: "10.96.0.10", port: 53, protocol: "UDP" },
  { address: "10.96.0.10", port: 53, protocol: "TCP" },
  { address: "10.96.0.11", port: 53, protocol: "UDP" },
  { address: "fd00::a", port: 53, protocol: "UDP" },
];

/** Contents of one frontend, whose version is a fingerprint of what it holds. */
export function arbitraryContent(frontend: Frontend): fc.Arbitrary<Content> {
  const backend = fc
    .record({
      host: fc.integer({ min: 1, max: 12 }),
      port: fc.constantFrom(53, 5353),
      server: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ host, ...rest }) => ({ address: `10.244.0.${host}`, ...rest }));
  return fc
    .record({
      policyId: fc.integer({ min: 1, max: 2 }),
      redirectSelf: fc.boolean(),
      backends: fc.array(backend, { maxLength: 14 }),
      cgroupIds: fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 8 }),
      membersMissing: fc.boolean(),
    })
    .map(({ policyId, cgroupIds, ...rest }) => {
      const cgroups = cgroupIds
        .sort((a, b) => a - b)
        .map((id) => ({ id: BigInt(id), level: 1 + (id % layoutConstants.MEMBER_LEVELS) }));
      const name = `policy-${policyId}`;
      const policy = { name, uid: `uid-${policyId}`, id: policyId };
      const text = JSON.stringify([rest, cgroupIds, policyId]);
      const version = createHash("sha256").update(text).digest("hex").slice(0, 32);
      return {
        ...rest,
        id: redirectId(frontend),
        frontend,
        policy,
        cgroups,
        version,
      };
    });
}
