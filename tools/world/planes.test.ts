import { describe, expect, it } from "vitest";

import { findLogLine } from "./planes.ts";

describe("findLogLine", () => {
  const log =
    '{"msg":"ready","redirects":1}\nplain text\n{"msg":"ready","redirects":2}\n{"msg":"re';

  it("finds the last line with the message", () => {
    expect(findLogLine(log, "ready")).toEqual({ msg: "ready", redirects: 2 });
  });

  it("finds nothing where no line has it", () => {
    expect(findLogLine(log, "listening")).toBeUndefined();
  });
});
