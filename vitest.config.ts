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
    ],
  },
});
