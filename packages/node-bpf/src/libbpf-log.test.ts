import { describe, expect, test } from "vitest";

import { parseLibbpfLog } from "./libbpf-log.ts";

const verifier = "0: (b7) r0 = 0\nR0 invalid mem access 'scalar'\nprocessed 3 insns";

describe("parseLibbpfLog", () => {
  test("separates the verifier's log from libbpf's lines", () => {
    const log = [
      "libbpf: prog 'first': BPF program load failed: Permission denied",
      `libbpf: prog 'first': -- BEGIN PROG LOAD LOG --\n${verifier}\n-- END PROG LOAD LOG --`,
      "libbpf: failed to load object 'connect'\n",
    ].join("\n");
    expect(parseLibbpfLog(log)).toEqual({
      verifierLog: verifier,
      detail:
        "prog 'first': BPF program load failed: Permission denied; failed to load object 'connect'",
    });
  });

  test("takes a log whose beginning is cut off", () => {
    const log = `${verifier}\n-- END PROG LOAD LOG --\nlibbpf: failed to load object 'x'\n`;
    expect(parseLibbpfLog(log)).toEqual({
      verifierLog: verifier,
      detail: "failed to load object 'x'",
    });
  });

  test("keeps the first lines of many", () => {
    const lines = Array.from({ length: 20 }, (_, index) => `libbpf: line ${index}`);
    expect(parseLibbpfLog(lines.join("\n")).detail).toBe(
      "line 0; line 1; line 2; line 3; line 4; line 5",
    );
  });

  test.each([
    ["nothing", "", ""],
    ["blank lines", "\n\nlibbpf: \n", ""],
    ["words of our own", "it is a bpf-prog", "it is a bpf-prog"],
  ])("takes %s", (_, log, detail) => {
    expect(parseLibbpfLog(log)).toEqual({ verifierLog: undefined, detail });
  });
});
