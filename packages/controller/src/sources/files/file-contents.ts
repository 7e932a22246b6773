import type { Buffer } from "node:buffer";
import { isUtf8 } from "node:buffer";

import { parseYaml } from "../yaml/parse-yaml.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./read-manifest.ts";
import { splitDocuments } from "./split-documents.ts";

/** Documents of one file; the items of a List count. */
const maxDocuments = 100_000;

/** A manifest and where its document's text begins. */
export interface PlacedManifest {
  readonly manifest: Manifest;
  /** The file's line on which the document's text begins, from 1. */
  readonly line: number;
}

/** What a file says. */
export type FileContents =
  | {
      readonly ok: true;
      readonly manifests: readonly PlacedManifest[];
      /** By a document's text, so that the next reading parses only what is new. */
      readonly parsed: ReadonlyMap<string, readonly Manifest[]>;
    }
  | { readonly ok: false; readonly reason: string };

/** The manifests of a file that was read before, or of none. */
export type ParsedDocuments = ReadonlyMap<string, readonly Manifest[]>;

/**
 * Reads the documents of a file. Yields wherever its caller may pause. A document whose text was
 * parsed before is not parsed again, so that a change costs what changed.
 */
export function* readContents(
  content: Buffer,
  before: ParsedDocuments,
): Generator<undefined, FileContents> {
  if (!isUtf8(content)) return { ok: false, reason: "The file is not UTF-8 text" };
  const parsed = new Map<string, readonly Manifest[]>();
  const manifests: PlacedManifest[] = [];
  let documents = 0;
  for (const { text, line } of splitDocuments(content)) {
    const read = parsed.get(text) ?? before.get(text) ?? (yield* readDocuments(text));
    parsed.set(text, read);
    for (const manifest of read) manifests.push({ manifest, line });
    documents += Math.max(1, read.length);
    if (documents > maxDocuments) {
      return { ok: false, reason: `The file has more than ${maxDocuments} documents; split it` };
    }
    yield;
  }
  return { ok: true, manifests, parsed };
}

function* readDocuments(text: string): Generator<undefined, readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const document of parseYaml(text)) {
    const manifest = document === undefined ? undefined : readManifest(document);
    if (manifest !== undefined) manifests.push(manifest);
    yield;
  }
  return manifests;
}

/** The line of the file for a line of a document's text. */
export function lineInFile(placed: PlacedManifest, line: number): number {
  return placed.line + line - 1;
}
