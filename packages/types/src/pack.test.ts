import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = new URL("../", import.meta.url);
const compiler = new URL("../../../node_modules/typescript/bin/tsc", import.meta.url).pathname;

/** The first code block of a language in the README. */
async function readmeBlock(language: string): Promise<string> {
  const readme = await readFile(new URL("README.md", root), "utf8");
  const block = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(readme)?.[1];
  if (block === undefined) throw new Error(`README.md has no block of ${language}`);
  return block;
}

/** What a command that failed has printed: the compiler's errors. */
function outputOf(error: unknown): { readonly stdout: string } {
  if (error instanceof Error && "stdout" in error) return { stdout: String(error.stdout) };
  throw error;
}

/** Packs the built package and installs it, as a stranger would, into a project of its own. */
describe("the packed package", () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "localredirect-types-"));
    const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", project];
    const packed = await run("npm", pack, { cwd: root });
    const manifest = { name: "stranger", private: true, type: "module" };
    await writeFile(join(project, "package.json"), JSON.stringify(manifest));
    const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    await run("npm", [...install, `./${packed.stdout.trim()}`], { cwd: project });
  }, 180_000);

  afterAll(async () => {
    await rm(project, { recursive: true, force: true });
  });

  it("compiles the README's example strictly, without Node's types, and runs it", async () => {
    // The example prints, and `console` is nowhere without types of a platform.
    const console = "declare const console: { log(...values: unknown[]): void };\n";
    await writeFile(join(project, "example.ts"), console + (await readmeBlock("ts")));
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ...{ target: "es2022", module: "nodenext", types: [], skipLibCheck: false },
    };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    const compiled = await run(process.execPath, [compiler], { cwd: project }).catch(outputOf);
    expect(compiled.stdout).toBe("");
    const { stdout } = await run(process.execPath, ["example.js"], { cwd: project });
    expect(stdout).toBe(await readmeBlock("text"));
  }, 60_000);

  it("does not let anything but its index be imported", async () => {
    const script = `await import("@localredirect/types/dist/version.js")`;
    await expect(
      run(process.execPath, ["--input-type=module", "--eval", script], { cwd: project }),
    ).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});
