import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { runProgram } from "../testing/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "validate-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function manifest(name: string, port = '"80"'): string {
  return `apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata:
  name: ${name}
spec:
  frontend:
    addressMatcher:
      ip: 169.254.0.90
      toPorts:
        - { port: ${port}, protocol: TCP }
  backend:
    endpointSelector:
      matchLabels: { app: web }
    toPorts:
      - { port: "80", protocol: TCP }
`;
}

test("validate passes valid policies of many documents, and leaves other kinds alone", async () => {
  const path = file(
    "good.yaml",
    `# comment\n---\n${manifest("a")}---\napiVersion: v1\nkind: Service\n---\n${manifest("b")}`,
  );
  const { code, stdout, stderr } = await runProgram(["validate", path]);
  expect(stderr).toBe("");
  expect(stdout).toBe("2 valid policies, 1 manifest of other kinds not checked\n");
  expect(code).toBe(0);
});

test("validate names file, line, field and reason of every problem", async () => {
  const first = file("bad.yaml", `${manifest("a", '"0"')}---\n${manifest("b", "80")}`);
  const second = file("worse.yaml", `${manifest("c")}---\na: [1\n`);
  const absent = join(folder, "absent.yaml");
  const { code, stdout } = await runProgram(["validate", first, second, absent]);
  const [one, two, three, four, summary] = stdout.split("\n");
  expect(one).toMatch(/bad\.yaml:10: spec\.frontend\.addressMatcher\.toPorts\[0\]\.port: /);
  expect(two).toMatch(/bad\.yaml:26: spec\.frontend\.addressMatcher\.toPorts\[0\]\.port: /);
  expect(three).toMatch(/worse\.yaml:1[78]: YAML: /);
  expect(four).toMatch(/absent\.yaml: Cannot be read: ENOENT/);
  expect(summary).toBe("1 valid policy, 4 problems");
  expect(code).toBe(1);
});

test("validate prints the same as JSON", async () => {
  const path = file("json.yaml", manifest("a", '"0"'));
  const { code, stdout } = await runProgram(["validate", "-o", "json", path]);
  expect(JSON.parse(stdout)).toMatchObject({
    valid: false,
    files: [
      {
        file: path,
        policies: [],
        problems: [{ line: 10, path: "spec.frontend.addressMatcher.toPorts[0].port" }],
      },
    ],
  });
  expect(code).toBe(1);
});

test("validate reads standard input", async () => {
  const { code, stdout } = await runProgram(["validate", "-"], { input: manifest("a") });
  expect(stdout).toBe("1 valid policy\n");
  expect(code).toBe(0);
});
