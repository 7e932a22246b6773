import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { probeOne, whoAnswered } from "../world/probe.ts";
import { KernelTable } from "../world/kernel-table.ts";
import { until } from "../world/until.ts";
import { policyToLocal, type RedirectedStage, redirectedStage } from "./redirected-stage.ts";

let stage: RedirectedStage;

beforeAll(async () => {
  stage = await redirectedStage();
});

afterAll(async () => {
  await stage.close();
});

/** The log lines of the controller about a file. */
function complaintsAbout(file: string): readonly string[] {
  return stage.planes
    .log("controller")
    .split("\n")
    .filter((line) => line.includes('"source problem"') && line.includes(file));
}

async function expectAllWorks(): Promise<void> {
  await stage.settled();
  expect(whoAnswered(await probeOne(stage.app, stage.question))).toBe("local");
  expect(stage.planes.pid("controller")).toBeDefined();
}

const policyText = (spec: string): string => `apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata: { name: bad }
spec: ${spec}
`;

describe("a file that is wrong is complained about, and nothing else suffers", () => {
  test.each([
    { title: "YAML that does not parse", text: "kind: [\n", says: "bad.yaml:" },
    { title: "a tab as indentation", text: "a:\n\tb: 1\n", says: "bad.yaml:" },
    { title: "a document without a kind", text: "metadata: { name: bad }\n", says: "apiVersion" },
    {
      title: "a list where an object belongs",
      text: policyText("[1, 2]"),
      says: "spec",
    },
    {
      title: "a number where a text belongs",
      text: policyText("{ frontend: { addressMatcher: { ip: 7, toPorts: [] } }, backend: {} }"),
      says: "spec.frontend.addressMatcher.ip",
    },
    {
      title: "a Service with a port of text",
      text: `apiVersion: v1
kind: Service
metadata: { name: bad }
spec: { clusterIPs: [10.96.0.1], ports: [{ port: many, protocol: TCP }] }
`,
      says: "spec.ports[0].port",
    },
    {
      title: "a Pod with an impossible address",
      text: `apiVersion: v1
kind: Pod
metadata: { name: bad, uid: bad }
spec: { nodeName: node-1 }
status: { podIPs: [{ ip: 300.1.1.1 }] }
`,
      says: "300.1.1.1",
    },
    {
      title: "a name of a million characters",
      text: `apiVersion: v1\nkind: Pod\nmetadata: { name: ${"x".repeat(1_000_000)} }\n`,
      says: "metadata.name",
    },
    { title: "17 MiB", text: `# ${"x".repeat(17 * 1024 * 1024)}\n`, says: "bytes" },
    {
      title: "an object of 3 MiB",
      text: `a: ${"x".repeat(3 * 1024 * 1024)}\n`,
      says: "characters",
    },
    {
      title: "aliases that multiply",
      text: `a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
`,
      says: "bad.yaml",
    },
    { title: "bytes of no text", text: "\u0000\u0001\u0002\n", says: "bad.yaml" },
    { title: "nesting of 50,000 levels", text: `${"[".repeat(50_000)}\n`, says: "bad.yaml" },
  ])("$title", async ({ text, says }) => {
    const before = complaintsAbout("bad.yaml").length;
    stage.writeText("bad.yaml", text);
    await until("the controller complains", () => complaintsAbout("bad.yaml").length > before);
    expect(complaintsAbout("bad.yaml").slice(before).join()).toContain(says);
    await expectAllWorks();
    stage.remove("bad.yaml");
    await until("it is mended", () => {
      const log = stage.planes.log("controller");
      return log.lastIndexOf("mended") > log.lastIndexOf('"source problem"');
    });
  });

  test("kinds that nobody knows are ignored", async () => {
    stage.writeText("other.yaml", "apiVersion: v1\nkind: Tea\nmetadata: { name: pot }\n");
    await expectAllWorks();
    stage.remove("other.yaml");
  });
});

describe("a file that was good", () => {
  const good = `${JSON.stringify(policyToLocal("turns", "169.254.0.91"))}\n`;
  const there = { way: "tcp", target: "169.254.0.91:80" } as const;

  beforeEach(async () => {
    stage.writeText("turns.yaml", good);
    await stage.answeredBy(stage.app, there, "local");
  });

  test.each([
    { title: "a wrong field", bad: good.replaceAll('"80"', '"0"') },
    { title: "broken YAML", bad: `${good}  - [\n` },
    { title: "another kind", bad: good.replace("LocalRedirectPolicy", "Policy") + "a: [\n" },
  ])("and has $title now keeps its last good state in force", async ({ bad }) => {
    const before = complaintsAbout("turns.yaml").length;
    stage.writeText("turns.yaml", bad);
    await until("the controller complains", () => complaintsAbout("turns.yaml").length > before);
    await expectAllWorks();
    expect(whoAnswered(await probeOne(stage.app, there))).toBe("local");
  });

  test("and says nothing now withdraws what it said", async () => {
    stage.writeText("turns.yaml", "");
    await stage.answeredBy(stage.app, there, "connect: ETIMEDOUT");
    await expectAllWorks();
  });
});

describe("files that come and go", () => {
  test("while they are read lose nothing of the others, and crash nobody", async () => {
    for (let round = 0; round < 200; round += 1) {
      const name = `flicker-${round % 5}`;
      const file = join(stage.manifests, `${name}.yaml`);
      const policy = policyToLocal(name, `169.254.1.${round % 5}`);
      writeFileSync(file, `${JSON.stringify(policy)}\n`);
      if (round % 3 === 0) rmSync(file);
      if (round % 7 === 0) await new Promise(setImmediate);
    }
    for (let number = 0; number < 5; number += 1) stage.remove(`flicker-${number}.yaml`);
    await expectAllWorks();
    await stage.statusSays("nothing of what flickered", ({ policies }) =>
      policies.every(({ name }) => !name.startsWith("flicker")),
    );
  });

  test("are no manifests where they are folders, links to nowhere or pipes", async () => {
    mkdirSync(join(stage.manifests, "folder.yaml"));
    symlinkSync("nowhere", join(stage.manifests, "link.yaml"));
    spawnSync("mkfifo", [join(stage.manifests, "pipe.yaml")]);
    await expectAllWorks();
    for (const name of ["folder.yaml", "link.yaml", "pipe.yaml"]) {
      rmSync(join(stage.manifests, name), { recursive: true });
    }
  });
});

describe("10,000 policies in one file", () => {
  const addresses = Array.from(
    { length: 10_000 },
    (_, number) => `10.200.${Math.floor(number / 250)}.${1 + (number % 250)}`,
  );

  test("are all in the kernel, and go again", async () => {
    const policies = addresses.map((address, number) =>
      JSON.stringify(policyToLocal(`many-${number}`, address)),
    );
    stage.writeText("many.yaml", `${policies.join("\n---\n")}\n`);
    using table = new KernelTable(stage.planes.pins);
    await until("the kernel has the last one", () => table.has(addresses.at(-1) ?? "", 80));
    await until("the kernel has them all", () => addresses.every((ip) => table.has(ip, 80)));
    for (const address of addresses.filter((_, number) => number % 999 === 0)) {
      const result = await probeOne(stage.app, { way: "tcp", target: `${address}:80` });
      expect(whoAnswered(result)).toBe("local");
    }
    stage.remove("many.yaml");
    await until("the kernel has none", () => !addresses.some((ip) => table.has(ip, 80)));
    await expectAllWorks();
  });
});
