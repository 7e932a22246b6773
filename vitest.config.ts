import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
    reporters: ["default", "./tools/test/slowest-files.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: [...exclude, "**/*.kernel.test.ts", "**/*.cluster.test.ts"],
        },
      },
      {
        test: {
          name: "kernel",
          include: ["packages/**/*.kernel.test.ts", "tools/**/*.kernel.test.ts"],
          exclude,
          // They load programs, make network namespaces and put load on the machine's two cores.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
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
