import { expect, test } from "vitest";
import { kernelObstacle } from "./kernel-release.ts";

test.each(["5.12.0", "5.15.0-91-generic", "6.18.44", "10.0", "unheard-of"])(
  "kernelObstacle has nothing against %s",
  (release) => {
    expect(kernelObstacle(release)).toBeUndefined();
  },
);

test.each(["5.10.0-26-amd64", "4.18.0-553.el8.x86_64", "3.10.0"])(
  "kernelObstacle names %s and what to run",
  (release) => {
    expect(kernelObstacle(release)).toContain(`Linux ${release}`);
    expect(kernelObstacle(release)).toContain("run 5.12 or newer");
  },
);
