import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

/** In milliseconds: images are built, and a machine may have nothing to build them with yet. */
const deadline = 25 * 60_000;

test(
  "the demo on real nodes comes out as said",
  async () => {
    const demo = spawn(process.execPath, [`${import.meta.dirname}/main.ts`, "cluster"]);
    let output = "";
    for (const stream of [demo.stdout, demo.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const [code] = (await once(demo, "close")) as [number | null];

    expect(output).toContain("All came out as said");
    expect(output).not.toContain("✗");
    expect(code).toBe(0);
  },
  deadline,
);

test("a word other than cluster is refused", async () => {
  const demo = spawn(process.execPath, [`${import.meta.dirname}/main.ts`, "clutser"]);
  expect(await once(demo, "close")).toEqual([2, null]);
});
