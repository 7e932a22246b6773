import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import {
  addCommand,
  createProgram,
  flag,
  repeatableFlag,
  runProgram,
  UsageError,
} from "./command-line.ts";
import { parseListenAddress } from "./listen-address.ts";

let stderr: string;
let stdout: string;

beforeEach(() => {
  stderr = "";
  stdout = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function run(
  parameters: readonly string[],
  action: () => void = () => undefined,
): Promise<{ code: number; options: Record<string, unknown> }> {
  const program = createProgram({ name: "tested", description: "A program", version: "1.2.3" })
    .addOption(flag("--tls-cert <file>", "the certificate"))
    .addOption(flag("--insecure", "no TLS"))
    .addOption(repeatableFlag("--listen <address>", "where to listen", parseListenAddress))
    .action(action);
  addCommand(program, "below", "a command").addOption(flag("--deep", "a flag"));
  const code = await runProgram(program, ["node", "tested", ...parameters]);
  return { code, options: program.opts() };
}

describe("runProgram", () => {
  test("returns 0 after the action", async () => {
    expect((await run([])).code).toBe(0);
  });

  test.each([
    ["an unknown flag", ["--insecur"], "unknown option '--insecur' (Did you mean --insecure?)"],
    ["a missing value", ["--tls-cert"], "argument missing"],
    ["a bad value", ["--listen", "nowhere"], "Address 'nowhere' is not HOST:PORT"],
    ["an argument too many", ["below", "x"], "too many arguments"],
  ])("returns 2 on %s and says in one line what is wrong", async (_, parameters, message) => {
    expect((await run(parameters)).code).toBe(2);
    expect(stderr).toMatch(/^tested: [^\n]+\nTry 'tested --help'\n$/);
    expect(stderr).toContain(message);
  });

  test("returns 2 on a UsageError and 1 on any other", async () => {
    const usage = await run([], () => {
      throw new UsageError("Give --source");
    });
    expect(usage.code).toBe(2);
    expect(stderr).toContain("tested: Give --source\n");
    const failure = await run([], () => {
      throw new Error("Disk is full");
    });
    expect(failure.code).toBe(1);
    expect(stderr).toContain("tested: Disk is full\n");
  });

  test.each([
    ["--version", "1.2.3\n"],
    ["--help", "LOCALREDIRECT_TLS_CERT"],
  ])("answers %s on standard output with 0", async (parameter, text) => {
    expect((await run([parameter])).code).toBe(0);
    expect(stdout).toContain(text);
    expect(stderr).toBe("");
  });
});

describe("flag", () => {
  test("takes its value from the environment, the command line first", async () => {
    vi.stubEnv("LOCALREDIRECT_TLS_CERT", "from-environment");
    expect((await run([])).options["tlsCert"]).toBe("from-environment");
    expect((await run(["--tls-cert", "given"])).options["tlsCert"]).toBe("given");
  });

  test.each([
    ["true", true],
    ["1", true],
    ["TRUE", true],
    ["false", undefined],
    ["0", undefined],
    ["", undefined],
  ])("reads '%s' in a boolean variable as %s", async (value, expected) => {
    vi.stubEnv("LOCALREDIRECT_INSECURE", value);
    expect((await run([])).options["insecure"]).toBe(expected);
  });

  test("refuses anything else in a boolean variable, also of a command", async () => {
    vi.stubEnv("LOCALREDIRECT_DEEP", "maybe");
    expect((await run([])).code).toBe(2);
    expect(stderr).toContain("LOCALREDIRECT_DEEP is 'maybe', neither true nor false");
  });
});

describe("repeatableFlag", () => {
  const one = { kind: "tcp", host: "a", port: 1 };
  const two = { kind: "unix", path: "/b" };

  test("collects repeated flags and values separated by commas", async () => {
    const repeated = await run(["--listen", "a:1", "--listen", "unix:/b"]);
    expect(repeated.options["listen"]).toEqual([one, two]);
    vi.stubEnv("LOCALREDIRECT_LISTEN", "a:1, unix:/b");
    expect((await run([])).options["listen"]).toEqual([one, two]);
  });
});
