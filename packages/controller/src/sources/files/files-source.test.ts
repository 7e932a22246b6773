import {
  appendFile,
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { SourceBatch } from "../source.ts";
import { formatSourceProblem } from "../source-problem.ts";
import { FilesSource } from "./files-source.ts";

let root: string;
let folder: string;
let following: Following | undefined;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "files-source-"));
  folder = join(root, "manifests");
  await mkdir(folder);
});

afterEach(async () => {
  await following?.stop();
  following = undefined;
  await rm(root, { recursive: true, force: true });
});

/** A source at work, and what it has said: pods by key as their nodes' names. */
class Following {
  readonly pods = new Map<string, string | undefined>();
  /** Every state that a pod has been in, in order: `KEY NODE`. */
  readonly history: string[] = [];
  listed = false;
  problems: readonly string[] = [];
  batches = 0;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor(path: string) {
    const source = new FilesSource(path);
    this.#running = source.run((batch) => {
      this.#take(batch);
    }, this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async until(condition: (following: Following) => boolean): Promise<void> {
    await expect.poll(() => condition(this), { timeout: 40_000, interval: 5 }).toBe(true);
  }

  #take(batch: SourceBatch): void {
    this.batches += 1;
    this.listed = batch.listed;
    this.problems = batch.problems.map(formatSourceProblem);
    for (const { kind, key, object } of batch.changes) {
      if (kind !== "Pod") continue;
      const state = object === undefined ? "gone" : object.nodeName;
      this.history.push(`${key} ${state ?? ""}`);
      if (object === undefined) this.pods.delete(key);
      else this.pods.set(key, object.nodeName);
    }
  }
}

function follow(): Following {
  following = new Following(folder);
  return following;
}

async function followListed(): Promise<Following> {
  const started = follow();
  await started.until(({ listed }) => listed);
  return started;
}

function pod(name: string, node = "n1"): string {
  return `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {nodeName: ${node}}\n`;
}

function write(name: string, text: string | Uint8Array): Promise<void> {
  return writeFile(join(folder, name), text);
}

test("FilesSource lists an empty folder", async () => {
  const source = await followListed();
  expect(source.pods.size).toBe(0);
  expect(source.problems).toEqual([]);
});

test("FilesSource reads *.yaml, *.yml and *.json, and neither hidden files nor folders below", async () => {
  await write("a.yaml", pod("a") + pod("b"));
  await write("b.yml", pod("c"));
  await write(
    "c.json",
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"d","namespace":"e"},"spec":{"nodeName":"n1"}}]}',
  );
  await write(".hidden.yaml", pod("hidden"));
  await write("notes.txt", "hello");
  await mkdir(join(folder, "below.yaml"));
  await write("below.yaml/a.yaml", pod("below"));
  const source = await followListed();
  expect([...source.pods.keys()].sort()).toEqual(["default/a", "default/b", "default/c", "e/d"]);
  expect(source.problems).toEqual([]);
});

test("FilesSource delivers what a batch changes as one step", async () => {
  await write("a.yaml", pod("a") + pod("b"));
  const source = await followListed();
  const before = source.batches;
  await write("a.yaml", pod("a", "n2") + pod("b", "n2"));
  await source.until(({ pods }) => pods.get("default/b") === "n2");
  expect(source.batches).toBe(before + 1);
  expect(source.history.slice(2)).toEqual(["default/a n2", "default/b n2"]);
});

test("FilesSource sees a new file, an appended document and a removed file", async () => {
  const source = await followListed();
  await write("a.yaml", pod("a"));
  await source.until(({ pods }) => pods.has("default/a"));
  await appendFile(join(folder, "a.yaml"), pod("b"));
  await source.until(({ pods }) => pods.has("default/b"));
  await rm(join(folder, "a.yaml"));
  await source.until(({ pods }) => pods.size === 0);
});

test("FilesSource does not flap when a file is renamed over, or removed and written again", async () => {
  await write("a.yaml", pod("a"));
  const source = await followListed();
  for (const node of ["n2", "n3", "n4"]) {
    await write(".a.yaml.new", pod("a", node));
    await rename(join(folder, ".a.yaml.new"), join(folder, "a.yaml"));
    await source.until(({ pods }) => pods.get("default/a") === node);
  }
  await rm(join(folder, "a.yaml"));
  await write("a.yaml", pod("a", "n5"));
  await source.until(({ pods }) => pods.get("default/a") === "n5");
  await rename(join(folder, "a.yaml"), join(folder, "b.yaml"));
  await write("c.yaml", pod("c"));
  await source.until(({ pods }) => pods.has("default/c"));
  expect(source.history.filter((entry) => entry.endsWith("gone"))).toEqual([]);
});

test("FilesSource does not flap when a file is truncated and written in pieces", async () => {
  await write("a.yaml", pod("a") + pod("b"));
  const source = await followListed();
  await truncate(join(folder, "a.yaml"));
  await appendFile(join(folder, "a.yaml"), pod("a", "n2"));
  await appendFile(join(folder, "a.yaml"), "---\nkind: Po");
  await appendFile(join(folder, "a.yaml"), `d\n${pod("b", "n2").slice("---\nkind: Pod\n".length)}`);
  await write("a.yaml", pod("a", "n2") + pod("b", "n2"));
  await source.until(({ pods }) => pods.get("default/b") === "n2");
  expect(source.history.filter((entry) => entry.endsWith("gone"))).toEqual([]);
});

test("FilesSource withdraws what a file no longer says", async () => {
  await write("a.yaml", pod("a") + pod("b"));
  const source = await followListed();
  await write("a.yaml", pod("a"));
  await source.until(({ pods }) => !pods.has("default/b"));
  await write("a.yaml", "");
  await source.until(({ pods }) => pods.size === 0);
});

test("FilesSource follows a mounted ConfigMap, whose files are links into a turned folder", async () => {
  const turn = async (version: string, text: string): Promise<void> => {
    await mkdir(join(folder, `..${version}`));
    await write(`..${version}/a.yaml`, text);
    await symlink(`..${version}`, join(folder, "..data_tmp"));
    await rename(join(folder, "..data_tmp"), join(folder, "..data"));
  };
  await turn("v1", pod("a"));
  await symlink("..data/a.yaml", join(folder, "a.yaml"));
  const source = await followListed();
  expect([...source.pods]).toEqual([["default/a", "n1"]]);
  await turn("v2", pod("a", "n2"));
  await source.until(({ pods }) => pods.get("default/a") === "n2");
  expect(source.history).toEqual(["default/a n1", "default/a n2"]);
});

test("FilesSource waits for a folder that is not there yet, and says so", async () => {
  await rm(folder, { recursive: true });
  const source = follow();
  await source.until(({ problems }) => problems.length === 1);
  expect(source.listed).toBe(false);
  expect(source.problems[0]).toContain("cannot be read (ENOENT)");
  await mkdir(folder);
  await write("a.yaml", pod("a"));
  await source.until(({ pods, listed }) => listed && pods.has("default/a"));
  expect(source.problems).toEqual([]);
});

test("FilesSource keeps what it knows while the folder is away, and follows the next one", async () => {
  await write("a.yaml", pod("a"));
  await write("b.yaml", pod("b"));
  const source = await followListed();
  await rename(folder, join(root, "away"));
  await source.until(({ problems }) => problems.length === 1);
  expect([...source.pods.keys()]).toEqual(["default/a", "default/b"]);
  await mkdir(folder);
  await write("a.yaml", pod("a", "n2"));
  await source.until(({ pods }) => pods.get("default/a") === "n2" && !pods.has("default/b"));
  expect(source.problems).toEqual([]);
  await write("a.yaml", pod("a", "n3"));
  await source.until(({ pods }) => pods.get("default/a") === "n3");
});

test.each([
  ["broken YAML", 'a: "x\n', /^a\.yaml:2: Missing closing "quote$/],
  [
    "neither YAML nor text",
    new Uint8Array([0x61, 0xff, 0xfe, 0x0a]),
    /^a\.yaml: The file is not UTF-8 text$/,
  ],
  ["half a document", "apiVersion: v1\nkind: Pod\nmetadata:\n", /^a\.yaml:3: metadata: /],
  [
    "a wrong type",
    pod("a").replace("n1", "[1]"),
    /^a\.yaml:5: Pod default\/a: spec\.nodeName: .*string/,
  ],
  ["a name that is none", pod("A_b"), /^a\.yaml:4: metadata\.name: "A_b" is not a name/],
  ["a list where an object belongs", "- a\n- b\n", /^a\.yaml:1: .*object/],
  [
    "an object of 3 MiB",
    `a: ${"x".repeat(3 * 1024 * 1024)}\n`,
    /^a\.yaml:1: .*more than 2097152 characters/,
  ],
  [
    "17 MiB",
    "#".repeat(17 * 1024 * 1024),
    /^a\.yaml: The file has 17825792 bytes, at most 16777216/,
  ],
  [
    "more than 100,000 documents",
    "---\n".repeat(100_001),
    /^a\.yaml: .*more than 100000 documents/,
  ],
])(
  "FilesSource keeps what a file last said when it has %s, and says why",
  async (_name, text, message) => {
    await write("a.yaml", pod("a") + pod("b"));
    const source = await followListed();
    await write("a.yaml", text);
    await source.until(({ problems }) => problems.length > 0);
    expect(source.problems[0]).toMatch(message);
    expect(source.history).not.toContain("default/a gone");
    await write("a.yaml", pod("a", "n2"));
    await source.until(
      ({ problems, pods }) => problems.length === 0 && pods.get("default/a") === "n2",
    );
    await source.until(({ pods }) => !pods.has("default/b"));
  },
);

test("FilesSource reads neither pipes nor links that lead nowhere", async () => {
  await promisify(execFile)("mkfifo", [join(folder, "a.yaml")]);
  await symlink("nowhere", join(folder, "b.yaml"));
  await symlink("c.yaml", join(folder, "c.yaml"));
  await write("d.yaml", pod("d"));
  const source = await followListed();
  expect([...source.pods.keys()]).toEqual(["default/d"]);
  expect(source.problems).toEqual(["c.yaml: The file cannot be read: ELOOP"]);
});

test("FilesSource survives files that come and go while they are read", async () => {
  const source = await followListed();
  for (let round = 0; round < 100; round += 1) {
    await write("a.yaml", pod("a", `n${round}`));
    await rm(join(folder, "a.yaml"));
  }
  await write("b.yaml", pod("b"));
  await source.until(({ pods }) => pods.has("default/b") && !pods.has("default/a"));
  expect(source.problems).toEqual([]);
});

test("FilesSource reads 10,000 policies, and lets the event loop turn meanwhile", async () => {
  const policies = Array.from({ length: 10_000 }, (_item, at) => policy(at)).join("");
  await write("a.yaml", policies);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const source = new FilesSource(folder);
  const stop = new AbortController();
  const batches: SourceBatch[] = [];
  const running = source.run((batch) => batches.push(batch), stop.signal);
  await expect.poll(() => batches.at(-1)?.listed, { timeout: 60_000 }).toBe(true);
  clearInterval(counting);
  const count = batches.flatMap(({ changes }) => changes).length;
  expect(count).toBe(10_000);
  expect(turns).toBeGreaterThan(20);
  await write("a.yaml", policies.replace("10.0.0.1\n", "10.9.9.9\n"));
  await expect.poll(() => batches.at(-1)?.changes.length, { timeout: 60_000 }).toBe(1);
  stop.abort();
  await running;
}, 120_000);

function policy(at: number): string {
  return `---
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata: {name: p${at}}
spec:
  frontend:
    addressMatcher:
      ip: 10.0.${Math.floor(at / 250)}.${(at % 250) + 1}
      toPorts: [{port: "80", protocol: TCP}]
  backend:
    endpointSelector: {matchLabels: {app: a}}
    toPorts: [{port: "80", protocol: TCP}]
`;
}
