import { spawnSync } from "node:child_process";

import { describe, expect, test } from "vitest";

import { hasMapType, hasProgramType, probe } from "./probe.ts";

describe("probe", () => {
  test("finds what the kernel of the test machine has", () => {
    expect(probe()).toEqual({
      cgroupLink: true,
      cgroupLinkBefore: true,
      cgroupSockAddr: true,
      syscallProgram: true,
      mapBatch: true,
      mappableArray: true,
      ringBuffer: true,
    });
  });

  test("types that exist and one that there is not", () => {
    expect(hasProgramType("xdp")).toBe(true);
    expect(hasMapType("lpm_trie")).toBe(true);
    // As a caller without types might.
    expect(() => hasMapType("tree" as "hash")).toThrow('There is no map type "tree"');
  });

  test("says EPERM where the process may not use bpf(2), and prints nothing", () => {
    const url = new URL("probe.ts", import.meta.url).href;
    const script = `const { probe } = await import("${url}");
      try { probe(); } catch (error) { console.log(error.code, error.message); }`;
    const { stdout, stderr } = spawnSync(
      "setpriv",
      [
        ...["--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", process.execPath],
        ...["--input-type=module", "-e", script],
      ],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^EPERM Cannot probe cgroup links: EPERM .*lacks a capability/);
  });
});
