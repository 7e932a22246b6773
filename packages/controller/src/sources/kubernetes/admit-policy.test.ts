import { describe, expect, test } from "vitest";

import { policyNamed } from "../../compile/testing/policies.ts";
import { admitPolicy } from "./admit-policy.ts";
import type { StoredPolicy } from "./stored-policy.ts";

function valid(generation: number, uid = "u"): StoredPolicy {
  const policy = policyNamed("p", { uid, generation });
  return { name: "p", uid, generation, reading: { ok: true, policy } };
}

function invalid(generation: number): StoredPolicy {
  const problems = [{ path: "spec.frontend", reason: "Is wrong" }];
  return { name: "p", uid: "u", generation, reading: { ok: false, problems } };
}

const yes = (): boolean => true;
const no = (): boolean => false;
const inForce = admitPolicy(valid(1), undefined, yes);

describe("admitPolicy", () => {
  test("puts a valid policy into force whose pods are listed", () => {
    expect(inForce).toMatchObject({ generation: 1, problems: [], waiting: undefined });
    expect(inForce.policy?.metadata.generation).toBe(1);
  });

  test("keeps the value where the newest state says the same", () => {
    expect(admitPolicy(valid(1), inForce, yes).policy).toBe(inForce.policy);
  });

  test("has nothing in force of a new policy that waits", () => {
    const admitted = admitPolicy(valid(1), undefined, no);
    expect(admitted).toMatchObject({ policy: undefined, problems: [] });
    expect(admitted.waiting).toBeDefined();
  });

  test("keeps what is in force while an edited policy waits", () => {
    const admitted = admitPolicy(valid(2), inForce, no);
    expect(admitted.generation).toBe(2);
    expect(admitted.policy).toBe(inForce.policy);
    expect(admitted.waiting).toBeDefined();
  });

  test("keeps the last good state of a policy that is invalid now, and says what is wrong", () => {
    const admitted = admitPolicy(invalid(2), inForce, yes);
    expect(admitted.policy).toBe(inForce.policy);
    expect(admitted).toMatchObject({
      generation: 2,
      waiting: undefined,
      problems: [{ origin: "kubernetes", path: "spec.frontend", reason: "Is wrong" }],
    });
  });

  test("keeps nothing of a policy of another uid", () => {
    expect(admitPolicy(valid(1, "other"), inForce, no).policy).toBeUndefined();
  });
});
