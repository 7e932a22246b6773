import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Outcome, runCommand, runCommands } from "./command.ts";

const source = "proto";

/**
 * Compiles the proto files for Python with the distribution's protoc, as somebody would who writes a
 * controller or an agent of their own; and what comes out of it, where a Python is installed.
 */
export async function checkOtherLanguage(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "localredirect-protoc-"));
  try {
    const compiled = await runCommand([
      "protoc",
      `--proto_path=${source}`,
      "--fatal_warnings",
      `--python_out=${folder}`,
      ...filesBelow(source, ".proto"),
    ]);
    const isPythonHere = (await runCommand(["python3", "--version"])).ok;
    if (!compiled.ok || !isPythonHere) return compiled;
    return await runCommands([["python3", "-m", "py_compile", ...filesBelow(folder, ".py")]]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));
}
