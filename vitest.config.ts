import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/dist/**"];

/**
 * For what hangs, in milliseconds: nothing is late on a machine that is busy with other tests and
 * with building images. Vitest's own, 5 s and 1 s, are often missed there. What a test waits for
 * gives up earlier than the test itself, so that it says what did not come.
 */
const patience = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 40_000 } },
};

export default defineConfig({
  test: {
    reporters: ["default", "./tools/test/slowest-files.ts"],
    projects: [
      {
        test: {
          ...patience,
          name: "unit",
          include: ["packages/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: [...exclude, "**/*.kernel.test.ts", "**/*.cluster.test.ts"],
        },
      },
      {
        test: {
          ...patience,
          name: "kernel",
          include: ["packages/**/*.kernel.test.ts", "tools/**/*.kernel.test.ts"],
          exclude,
          // They load programs, make network namespaces and put load on the machine's two cores.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...patience,
          name: "cluster",
          include: ["packages/**/*.cluster.test.ts", "tools/**/*.cluster.test.ts"],
          exclude,
          // Much of it is waiting for the servers that each file starts, with a gigabyte of its own.
          maxWorkers: 2,
          testTimeout: 120_000,
          // The first one on a machine builds the control plane, unless tools/test has done so.
          hookTimeout: 25 * 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
