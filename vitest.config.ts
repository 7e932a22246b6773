import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
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
          // Each file starts API servers of its own, of 300 MB each.
          fileParallelism: false,
          testTimeout: 120_000,
          // The first one on a machine builds the control plane, unless `npm test` has done so.
          hookTimeout: 25 * 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
