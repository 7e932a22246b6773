import { describe, expect, test } from "vitest";

import { settleStatus } from "./settle-status.ts";
import { conditionOf } from "./status-object.ts";
import { statusWith } from "./testing/status-objects.ts";

const early = "2026-01-01T00:00:00Z";
const late = "2026-01-01T01:00:00Z";

describe("settleStatus", () => {
  test("keeps the time of what has not changed, and takes that of what has", () => {
    const before = statusWith({ time: early, programmed: 1 });
    const next = statusWith({
      time: late,
      conditions: { Programmed: "False/NodesNotProgrammed" },
    });
    const settled = settleStatus(next, before, false);
    expect(conditionOf(settled, "Accepted")?.lastTransitionTime).toBe(early);
    expect(conditionOf(settled, "Programmed")?.lastTransitionTime).toBe(late);
  });

  test("gives back what is there where nothing has changed", () => {
    const before = statusWith({ time: early });
    expect(settleStatus(statusWith({ time: late }), before, false)).toEqual(before);
  });
});

describe("settleStatus of a new leader", () => {
  const before = statusWith({ time: early, programmed: 5 });
  const fewer = {
    time: late,
    programmed: 2,
    conditions: { Programmed: "False/NodesNotProgrammed", Ready: "False/NotReady" },
  };

  test("lowers no count of the same generation, nor what follows from it", () => {
    const settled = settleStatus(statusWith({ ...fewer, backends: 7 }), before, true);
    expect(settled).toEqual({ ...before, backends: 7 });
    expect(settleStatus(statusWith(fewer), before, false).nodes?.programmed).toBe(2);
  });

  test("raises counts", () => {
    const settled = settleStatus(statusWith({ programmed: 5 }), statusWith(fewer), true);
    expect(settled.nodes?.programmed).toBe(5);
    expect(conditionOf(settled, "Programmed")?.status).toBe("True");
  });

  test("counts no more nodes than are wanted", () => {
    const settled = settleStatus(statusWith({ ...fewer, wanted: 3 }), before, true);
    expect(settled.nodes).toEqual({ wanted: 3, programmed: 3 });
  });

  test.each([
    ["another generation", { ...fewer, generation: 2 }, 2],
    [
      "a policy that is not accepted any more",
      { ...fewer, programmed: 0, conditions: { Programmed: "False/NotAccepted" } },
      0,
    ],
  ])("says at once what holds of %s", (_, change, programmed) => {
    expect(settleStatus(statusWith(change), before, true).nodes?.programmed).toBe(programmed);
  });
});
