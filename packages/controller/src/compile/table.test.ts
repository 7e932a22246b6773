import { digestOf, formatFrontend } from "@localredirect/types";
import { expect, test } from "vitest";

import type { CompiledRedirect } from "../node-tables.ts";
import { emptyTable, replacePolicies } from "./table.ts";

function redirect(policy: string, port: number, version: string, generation = 1): CompiledRedirect {
  return {
    version: version.repeat(32),
    policyUid: policy,
    generation,
    redirect: {
      frontend: { address: "10.0.0.1", port, protocol: "TCP" },
      policy: { name: policy, uid: policy, id: 1 },
      options: { redirectSelf: false, qosLimit: undefined },
      backends: [],
      members: [],
    },
  };
}

function byFrontend(...redirects: CompiledRedirect[]): ReadonlyMap<string, CompiledRedirect> {
  return new Map(redirects.map((one) => [formatFrontend(one.redirect.frontend), one]));
}

const all = (): boolean => true;
const onlyA = (policy: string): boolean => policy === "a";

test("replacePolicies replaces what is stale and keeps the rest, the same values", () => {
  const [a, b] = [redirect("a", 1, "1"), redirect("b", 2, "2")];
  const before = replacePolicies(emptyTable, {
    isStale: all,
    fresh: byFrontend(a, b),
    causedAt: 1,
  });
  const newer = redirect("a", 1, "3");
  const after = replacePolicies(before, { isStale: onlyA, fresh: byFrontend(newer), causedAt: 2 });
  expect(after.redirects.get(formatFrontend(b.redirect.frontend))).toBe(b);
  expect(after.redirects.get(formatFrontend(a.redirect.frontend))).toBe(newer);
  expect(after.digest).toBe(digestOf([newer.version, b.version]));
  expect(after.causedAt).toBe(2);
  expect(before.digest).toBe(digestOf([a.version, b.version]));
});

test("replacePolicies returns the table itself where nothing is new", () => {
  const a = redirect("a", 1, "1");
  const before = replacePolicies(emptyTable, { isStale: all, fresh: byFrontend(a), causedAt: 1 });
  const again = redirect("a", 1, "1");
  expect(replacePolicies(before, { isStale: all, fresh: byFrontend(again), causedAt: 2 })).toBe(
    before,
  );
  expect(replacePolicies(emptyTable, { isStale: all, fresh: byFrontend(), causedAt: 2 })).toBe(
    emptyTable,
  );
});

test("replacePolicies notes a new generation of equal content, with an equal digest", () => {
  const before = replacePolicies(emptyTable, {
    isStale: all,
    fresh: byFrontend(redirect("a", 1, "1")),
    causedAt: 1,
  });
  const after = replacePolicies(before, {
    isStale: all,
    fresh: byFrontend(redirect("a", 1, "1", 2)),
    causedAt: 2,
  });
  expect(after).not.toBe(before);
  expect(after.digest).toBe(before.digest);
});

test("replacePolicies lets a frontend go from one policy to another", () => {
  const before = replacePolicies(emptyTable, {
    isStale: all,
    fresh: byFrontend(redirect("a", 1, "1")),
    causedAt: 1,
  });
  const taken = redirect("b", 1, "2");
  const after = replacePolicies(before, { isStale: all, fresh: byFrontend(taken), causedAt: 2 });
  expect([...after.redirects.values()]).toEqual([taken]);
  expect(after.digest).toBe(digestOf([taken.version]));
});
