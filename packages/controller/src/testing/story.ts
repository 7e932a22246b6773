import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { serviceIdAnnotation } from "@localredirect/types";
import { parse, parseAllDocuments } from "yaml";

const folder = join(import.meta.dirname, "../compile/testdata");
const suffix = ".in.yaml";

/** Those that an API server would not take: it refuses them, or gives their objects another form. */
const ofFilesOnly: ReadonlySet<string> = new Set(["invalid-policies", "files-only"]);

/** An object of a story, as its author writes it and as controllers of the cluster complete it. */
export interface StoryObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

/** What a golden has. */
export interface Description {
  /** Each node's table. */
  readonly nodes: Readonly<Record<string, unknown>>;
  /** Each policy's status. */
  readonly policies: Readonly<Record<string, unknown>>;
}

/** One of compile/testdata: objects, and the tables and statuses that they must give. */
export interface Story {
  readonly objects: readonly StoryObject[];
  readonly golden: Description;
}

/** The names of those that can be told to an API server. */
export const storyNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(suffix))
  .map((name) => name.slice(0, -suffix.length))
  .filter((name) => !ofFilesOnly.has(name));

/** Reads a story by its name. */
export function readStory(name: string): Story {
  const text = readFileSync(join(folder, name + suffix), "utf8");
  const documents = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const golden: unknown = parse(readFileSync(join(folder, `${name}.out.yaml`), "utf8"));
  // Both are ours, and goldens.test.ts reads them all.
  const { nodes, policies } = golden as Description;
  return { objects: documents as StoryObject[], golden: { nodes, policies } };
}

/** The same objects in the opposite order, but for policies, whose age is part of a story. */
export function backwards(objects: readonly StoryObject[]): readonly StoryObject[] {
  return inOrderOfAge(objects.toReversed());
}

/** Policies from the oldest on, each where one was; a missing time counts as newest. */
export function inOrderOfAge(objects: readonly StoryObject[]): readonly StoryObject[] {
  const byAge = objects.filter(isPolicy).sort((a, b) => {
    return compare(ageOf(a), ageOf(b)) || compare(a.metadata.name, b.metadata.name);
  });
  return objects.map((object) => (isPolicy(object) ? (byAge.shift() ?? object) : object));
}

/** What orders policies by age: equal ones are equally old. */
export function ageOf({ metadata }: StoryObject): string {
  return metadata.creationTimestamp ?? "newest";
}

/** Whether it is one of ours. */
export function isPolicy({ kind }: StoryObject): boolean {
  return kind === "LocalRedirectPolicy";
}

/** The policies whose id follows from the uid, which an API server gives. */
export function namesWithDerivedId(objects: readonly StoryObject[]): readonly string[] {
  return objects
    .filter(isPolicy)
    .filter(({ metadata }) => metadata.annotations?.[serviceIdAnnotation] === undefined)
    .map(({ metadata }) => metadata.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
