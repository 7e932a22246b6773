import { Buffer } from "node:buffer";

import { beforeEach, expect, test } from "vitest";

import type { ObjectChange } from "../objects.ts";
import { formatSourceProblem } from "../source-problem.ts";
import { readContents } from "./file-contents.ts";
import type { PlacedManifest } from "./file-contents.ts";
import { Ledger } from "./ledger.ts";

let ledger: Ledger;

beforeEach(() => {
  ledger = new Ledger();
});

function read(text: string): readonly PlacedManifest[] {
  const steps = readContents(Buffer.from(text), new Map());
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    if (!step.value.ok) throw new Error(step.value.reason);
    return step.value.manifests;
  }
}

function pod(name: string, node: string): string {
  return `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {nodeName: ${node}}\n`;
}

function policy(name: string, ip: string): string {
  return `---
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata: {name: ${name}}
spec:
  frontend:
    addressMatcher:
      ip: ${ip}
      toPorts: [{port: "80", protocol: TCP}]
  backend:
    endpointSelector: {matchLabels: {app: a}}
    toPorts: [{port: "80", protocol: TCP}]
`;
}

/** Changes as `KEY NODE`, `KEY gone`, or for policies `KEY IP problems generation`. */
function changes(): readonly string[] {
  return ledger.takeChanges().map(describe).sort();
}

function describe({ kind, key, object }: ObjectChange): string {
  if (object === undefined) return `${key} gone`;
  if (kind === "Pod") return `${key} ${object.nodeName ?? ""}`;
  if (kind !== "LocalRedirectPolicy") return key;
  const frontend = object.policy?.spec.frontend;
  const ip = frontend?.kind === "address" ? frontend.ip : "none";
  return `${key} ${ip} problems=${object.problems.length} generation=${object.generation}`;
}

function problems(): readonly string[] {
  return ledger.problems().map(formatSourceProblem);
}

test("Ledger delivers what is new, then only what changes", () => {
  ledger.accept("a.yaml", read(pod("a", "n1") + pod("b", "n1")));
  expect(changes()).toEqual(["default/a n1", "default/b n1"]);
  ledger.accept("a.yaml", read(`# moved by a line\n${pod("a", "n1")}${pod("b", "n2")}`));
  expect(changes()).toEqual(["default/b n2"]);
  ledger.accept("a.yaml", read(pod("b", "n2")));
  expect(changes()).toEqual(["default/a gone"]);
  ledger.remove("a.yaml");
  expect(changes()).toEqual(["default/b gone"]);
  expect(problems()).toEqual([]);
});

test("Ledger takes an object from the first file by name and reports the others", () => {
  ledger.accept("b.yaml", read(pod("a", "n-b")));
  expect(changes()).toEqual(["default/a n-b"]);
  ledger.accept("c.yaml", read(pod("a", "n-c")));
  expect(changes()).toEqual([]);
  ledger.accept("a.yaml", read(pod("a", "n-a")));
  expect(changes()).toEqual(["default/a n-a"]);
  expect(problems()).toEqual([
    "b.yaml:2: Pod default/a: The object stands already in a.yaml:2, which is used; remove one of the two",
    "c.yaml:2: Pod default/a: The object stands already in a.yaml:2, which is used; remove one of the two",
  ]);
  ledger.remove("a.yaml");
  expect(changes()).toEqual(["default/a n-b"]);
  ledger.remove("b.yaml");
  expect(changes()).toEqual(["default/a n-c"]);
  expect(problems()).toEqual([]);
});

test("Ledger takes the first of two documents about one object in a file", () => {
  ledger.accept("a.yaml", read(pod("a", "n1") + pod("a", "n2") + pod("a", "n1")));
  expect(changes()).toEqual(["default/a n1"]);
  expect(problems()).toHaveLength(2);
});

test("Ledger keeps the last good state of a bad document, and says what is wrong", () => {
  ledger.accept("a.yaml", read(policy("p", "10.0.0.1")));
  expect(changes()).toEqual(["p 10.0.0.1 problems=0 generation=1"]);
  ledger.accept("a.yaml", read(policy("p", "127.0.0.1")));
  expect(changes()).toEqual(["p 10.0.0.1 problems=1 generation=2"]);
  expect(problems()).toEqual([
    'a.yaml:8: LocalRedirectPolicy p: spec.frontend.addressMatcher.ip: Is "127.0.0.1", a loopback address; no connection to it can be redirected',
  ]);
  ledger.accept("a.yaml", read(policy("p", "10.0.0.2")));
  expect(changes()).toEqual(["p 10.0.0.2 problems=0 generation=3"]);
  expect(problems()).toEqual([]);
});

test("Ledger delivers a policy that was never good, with its problems", () => {
  ledger.accept("a.yaml", read(policy("p", "127.0.0.1")));
  expect(changes()).toEqual(["p none problems=1 generation=1"]);
  ledger.remove("a.yaml");
  expect(changes()).toEqual(["p gone"]);
});

test("Ledger keeps the last good state also where a bad document comes from an earlier file", () => {
  ledger.accept("b.yaml", read(pod("a", "n1")));
  changes();
  ledger.accept("a.yaml", read(pod("a", "[]")));
  expect(changes()).toEqual([]);
  expect(problems()[0]).toMatch(/^a.yaml:5: Pod default\/a: spec.nodeName: /);
});

test("Ledger counts changes of a spec, and takes a generation that is given", () => {
  const given = policy("p", "10.0.0.1").replace("{name: p}", "{name: p, generation: 7}");
  ledger.accept("a.yaml", read(given));
  expect(changes()).toEqual(["p 10.0.0.1 problems=0 generation=7"]);
  ledger.accept("a.yaml", read(policy("p", "10.0.0.1")));
  expect(changes()).toEqual([]);
  ledger.accept("a.yaml", read(policy("p", "10.0.0.2")));
  expect(changes()).toEqual(["p 10.0.0.2 problems=0 generation=8"]);
});

test("Ledger.preview takes what is good, and neither withdraws nor complains", () => {
  ledger.accept("a.yaml", read(pod("a", "n1") + pod("b", "n1")));
  changes();
  const halfWritten = read(`${pod("b", "n2")}---\nkind: Po`);
  ledger.preview("a.yaml", halfWritten);
  expect(changes()).toEqual(["default/b n2"]);
  expect(problems()).toEqual([]);
  ledger.accept("a.yaml", read(pod("b", "n2")));
  expect(changes()).toEqual(["default/a gone"]);
});

test.each([
  ["broken YAML", '---\nkind: "Pod\n'],
  ["broken YAML that seems to be about another object", `${pod("c", "n1")}  x: "\n`],
  ["a document without a name", "---\napiVersion: v1\nkind: Pod\nmetadata: {}\n"],
  ["a document without a kind", "---\nhello\n"],
])("Ledger withdraws nothing of a file that has %s", (_name, text) => {
  ledger.accept("a.yaml", read(pod("a", "n1") + pod("b", "n1")));
  changes();
  ledger.accept("a.yaml", read(pod("b", "n2") + text));
  expect(changes()).toEqual(["default/b n2"]);
  expect(problems().length).toBeGreaterThan(0);
});

test("Ledger.keep keeps all that a file said, and says why", () => {
  ledger.accept("a.yaml", read(pod("a", "n1")));
  changes();
  ledger.keep("a.yaml", "The file is not UTF-8 text");
  expect(changes()).toEqual([]);
  expect(problems()).toEqual(["a.yaml: The file is not UTF-8 text"]);
});

test("Ledger reports each kind that is not in use once, and Namespaces never", () => {
  const deployment = "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n";
  const namespace = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n";
  ledger.accept("b.yaml", read(deployment + namespace + deployment));
  ledger.accept("a.yaml", read(deployment));
  expect(problems()).toEqual([
    "a.yaml:2: Objects of kind apps/v1 Deployment are not used and ignored",
  ]);
  expect(ledger.problems()[0]?.severity).toBe("notice");
});

test("Ledger says how many problems it does not show", () => {
  const bad = Array.from({ length: 1500 }, (_item, at) => pod(`p${at}`, "[]")).join("");
  ledger.accept("a.yaml", read(bad));
  changes();
  expect(ledger.problems()).toHaveLength(1001);
  expect(problems().at(-1)).toContain("500 more problems");
});
