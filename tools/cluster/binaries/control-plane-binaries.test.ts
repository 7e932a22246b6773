import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { controlPlaneBinaries } from "./control-plane-binaries.ts";

let assets: string;
beforeEach(() => {
  assets = mkdtempSync(join(tmpdir(), "assets-"));
  vi.stubEnv("KUBEBUILDER_ASSETS", assets);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(assets, { recursive: true, force: true });
});

function addProgram(name: string, mode = 0o755) {
  writeFileSync(join(assets, name), "", { mode });
}

describe("controlPlaneBinaries with KUBEBUILDER_ASSETS", () => {
  test("takes what is there, and does without what not everybody has", async () => {
    ["etcd", "kube-apiserver", "kubectl"].forEach((name) => {
      addProgram(name);
    });
    expect(await controlPlaneBinaries()).toEqual({
      etcd: join(assets, "etcd"),
      kubeApiServer: join(assets, "kube-apiserver"),
      kubectl: join(assets, "kubectl"),
      kubeControllerManager: undefined,
      kubeScheduler: undefined,
    });

    addProgram("kube-controller-manager");
    expect(await controlPlaneBinaries()).toMatchObject({
      kubeControllerManager: join(assets, "kube-controller-manager"),
    });
  });

  test("names what is missing or no program, and builds nothing", async () => {
    addProgram("etcd");
    addProgram("kubectl", 0o644);
    await expect(controlPlaneBinaries()).rejects.toMatchObject({
      code: "assets",
      message: expect.stringMatching(
        /^Not a program: \S+\/kube-apiserver, \S+\/kubectl;/,
      ) as unknown,
    });
  });
});
