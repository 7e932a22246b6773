import { describe, expect, it } from "vitest";

import { parseServiceId } from "./service-id.ts";

const key = "balancing.elf.io/serviceId";

describe("parseServiceId", () => {
  it("of no annotation is no id", () => {
    expect(parseServiceId({ other: "1" })).toEqual({ ok: true });
  });

  it.each([
    ["1", 1],
    ["10091", 10_091],
    ["4294967295", 4_294_967_295],
  ])("of %s is %d", (text, id) => {
    expect(parseServiceId({ [key]: text })).toEqual({ ok: true, id });
  });

  it.each(["", "0", "01", "-1", "1.5", "0x1", " 1", "1 ", "4294967296", "99999999999", "ten"])(
    "rejects %j",
    (text) => {
      expect(parseServiceId({ [key]: text })).toEqual({
        ok: false,
        reason: `The annotation ${key} is "${text}", not a number from 1 to 4294967295 without a leading zero`,
      });
    },
  );

  it("does not repeat an absurdly long value", () => {
    const result = parseServiceId({ [key]: "9".repeat(100_000) });
    expect(JSON.stringify(result).length).toBeLessThan(200);
  });
});
