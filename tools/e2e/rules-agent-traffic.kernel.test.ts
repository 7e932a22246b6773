import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createCertificateAuthority, type Subject } from "../cluster/certificate-authority.ts";
import { nodeAddresses } from "../world/address-plan.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

// The controller serves at an address that a policy redirects: were the agent's own connections
// redirected, too, it would never meet the controller again.
const controller = `${nodeAddresses(1).v4}:9443`;

let certificates: string;
let stage: Stage;

beforeAll(async () => {
  certificates = mkdtempSync(join(tmpdir(), "localredirect-certificates-"));
  const ca = await writeCertificates();
  stage = await createStage({
    address: controller,
    agentAddress: () => controller,
    controllerParameters: [...pairFlags("controller", "tls-"), "--client-ca", ca],
    parameters: [...pairFlags("node-1", ""), "--ca", ca],
  });
  await stage.addPod({ name: "local", labels: { app: "local" }, serves: ["tcp:80"] });
  const ports = { frontendPorts: ["9443/TCP"], backendPorts: ["80/TCP"] };
  const options = { select: { app: "local" }, ...ports };
  stage.write("policy.yaml", policyManifest("trap", nodeAddresses(1).v4, options));
});

beforeEach(async () => {
  await stage.answeredBy(stage.world.host, { way: "tcp", target: controller }, "local");
});

afterAll(async () => {
  await stage.close();
  rmSync(certificates, { recursive: true });
});

function pairFlags(name: string, prefix: string): readonly string[] {
  return ["cert", "key"].flatMap((kind) => [`--${prefix}${kind}`, certificateFile(name, kind)]);
}

function certificateFile(name: string, kind: string): string {
  return join(certificates, `${name}.${kind}`);
}

/** For the controller and the agent; returns the file of the authority's own. */
async function writeCertificates(): Promise<string> {
  const authority = await createCertificateAuthority("test");
  const subjects: readonly Subject[] = [
    { commonName: "controller", names: [{ type: "ip", value: nodeAddresses(1).v4 }] },
    { commonName: "node-1", names: [{ type: "dns", value: "node-1" }] },
  ];
  for (const subject of subjects) {
    const { certificate, key } = await authority.issue(subject);
    writeFileSync(certificateFile(subject.commonName, "cert"), certificate);
    writeFileSync(certificateFile(subject.commonName, "key"), key);
  }
  const path = certificateFile("ca", "cert");
  writeFileSync(path, authority.certificate);
  return path;
}

/** How often the agent's own connections were left alone. */
function timesLeftAlone(): Promise<number> {
  return stage.agent.verdicts({
    policy: "trap",
    frontend: `${controller}/TCP`,
    verdict: "self",
  });
}

test("an agent reaches a controller at a redirected address again, and counts that", async () => {
  const before = await timesLeftAlone();
  await stage.planes.end("controller", "SIGKILL");
  await stage.planes.startController();
  // What is written now comes to the kernel from the controller alone.
  await stage.settled();
  expect(await timesLeftAlone()).toBeGreaterThan(before);
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "so does the next agent, after the end by %s",
  async (signal) => {
    await stage.planes.end("agent", signal);
    await stage.planes.startAgent();
    await stage.settled();
  },
);
