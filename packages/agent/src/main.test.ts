import { expect, test } from "vitest";
import { startAgentProcess } from "./testing/agent-process.ts";

test("localredirect-agent --help names every flag and the exit codes", async () => {
  const { code, stdout } = await startAgentProcess(["--help"]).ended;
  expect(code).toBe(0);
  const flags = [
    ...["controller", "node", "cgroup", "pin", "ca", "cert", "key", "token", "insecure", "http"],
    ...["server-name", "qos-limit", "max-redirects", "uninstall", "log-format", "log-level"],
  ];
  for (const flag of flags) {
    expect(stdout).toContain(`--${flag} `);
    const variable = `LOCALREDIRECT_${flag.replaceAll("-", "_").toUpperCase()}`;
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(`env: ${variable}`);
  }
  expect(stdout).toContain("Exit codes: 0 good, 1 failure, 2 wrong usage.");
});

test.each([
  [[], "No controller is given"],
  [["--controller", "192.0.2.1:9443"], "needs TLS"],
  [["--controller", "192.0.2.1:9443", "--insecure"], "--insecure is for unix sockets"],
  [["--controller", "127.0.0.1:9443"], "needs TLS"],
  [["--controller", "nonsense"], "is not HOST:PORT"],
  [["--surplus"], "unknown option"],
])("localredirect-agent %j is wrong usage: %s", async (parameters, reason) => {
  const { code, stderr } = await startAgentProcess(parameters).ended;
  expect(code).toBe(2);
  expect(stderr).toContain(reason);
  expect(stderr).toContain("Try 'localredirect-agent --help'");
});

test("localredirect-agent takes flags from variables", async () => {
  const variables = { LOCALREDIRECT_CONTROLLER: "192.0.2.1:9443", LOCALREDIRECT_INSECURE: "true" };
  const { code, stderr } = await startAgentProcess([], variables).ended;
  expect(code).toBe(2);
  expect(stderr).toContain("192.0.2.1:9443");
});

test("localredirect-agent --uninstall of nothing is good", async () => {
  const { code, stderr } = await startAgentProcess([
    ...["--uninstall", "--pin", "/sys/fs/bpf/localredirect-absent", "--log-format", "json"],
  ]).ended;
  expect(code).toBe(0);
  expect(stderr).toContain("nothing to uninstall");
});
