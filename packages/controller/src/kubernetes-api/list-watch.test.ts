import fc from "fast-check";
import { expect, test } from "vitest";

import type { ApiErrorCode } from "./api-connection.ts";
import { ListWatch } from "./list-watch.ts";
import type { Resource } from "./resource.ts";
import { ModelApi } from "./testing/model-api.ts";
import type { ModelStep } from "./testing/model-api.ts";

const things: Resource<string> = {
  name: "things",
  path: "/things",
  labelSelector: undefined,
  read: (_value, { uid }) => ({ ok: true, object: uid }),
};

const code = fc.constantFrom<ApiErrorCode>("unreachable", "expired", "ahead", "busy", "malformed");
const step: fc.Arbitrary<ModelStep> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("set" as const, "set" as const, "delete" as const),
    name: fc.constantFrom("a", "b", "c", "d", "e"),
  }),
  fc.record({ kind: fc.constant("fail" as const), code }),
  fc.constantFrom<ModelStep>({ kind: "compact" }, { kind: "end" }),
);

/** What one list-watch has told of a model's objects, checked against the model as it goes. */
async function follow(steps: readonly ModelStep[]): Promise<void> {
  const stop = new AbortController();
  const api = new ModelApi(steps, () => {
    stop.abort();
  });
  const told = new Map<string, string>();
  let isListed = false;
  const watch = new ListWatch(
    things,
    api,
    {
      listBegan: () => undefined,
      present: ({ key, uid }, isNew) => {
        expect(isNew).toBe(told.get(key) !== uid);
        told.set(key, uid);
      },
      absent: (key, uid) => {
        // Nothing is withdrawn that is there, whatever has been missed.
        expect(api.now.get(key)?.uid).not.toBe(uid);
        told.delete(key);
      },
      listEnded: () => {
        isListed = true;
      },
      reached: () => {
        expect(isListed).toBe(true);
      },
      failing: () => undefined,
      read: (_key, problems) => {
        expect(problems).toEqual([]);
      },
    },
    { first: 1, last: 1 },
  );
  await watch.run(stop.signal);
  expect(watch.listed).toBe(true);
  expect(told).toEqual(new Map([...api.now].map(([name, { uid }]) => [name, uid])));
}

test("ListWatch ends with what there is, and never withdraws what is there", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), follow), { numRuns: 300 });
}, 60_000);

test("ListWatch ends with what there is after a restore from a backup", async () => {
  const restored = fc
    .array(step, { maxLength: 40 })
    .map((steps): readonly ModelStep[] => [...steps, { kind: "restore" }]);
  await fc.assert(fc.asyncProperty(restored, follow), { numRuns: 300 });
}, 60_000);

test("ListWatch tells what fails in a row, and that it goes well again", async () => {
  const stop = new AbortController();
  const fail: ModelStep = { kind: "fail", code: "forbidden" };
  const api = new ModelApi([fail, fail, fail], () => {
    stop.abort();
  });
  const told: (string | undefined)[] = [];
  const nothing = (): void => undefined;
  const listener = { listBegan: nothing, present: nothing, absent: nothing, listEnded: nothing };
  const rest = { reached: nothing, read: nothing };
  const failing = (reason: string | undefined): number => told.push(reason);
  const watch = new ListWatch(
    things,
    api,
    { ...listener, ...rest, failing },
    { first: 1, last: 1 },
  );
  await watch.run(stop.signal);
  expect(told).toEqual([
    "things cannot be listed: It is to fail; give the controller's ServiceAccount the verbs list and watch",
    undefined,
  ]);
});
