import { isCollection, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments } from "yaml";
import type { Document, Node } from "yaml";

/** One manifest of a file, or what is wrong with its YAML. */
export type ManifestDocument =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Where it begins, from 1. */
      readonly line: number;
      /** Where a field stands, by its path; of what is missing: where it would belong. */
      readonly lineOf: (path: string) => number;
    }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** What an anchor holds may be named this often before it is taken for an attack. */
const maxAliasCount = 100;

/** The manifests of a text: documents without their comments, and the items of kind List. */
export function manifestDocuments(text: string): readonly ManifestDocument[] {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, stringKeys: true });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap((document) => readDocument(document, counter));
}

function readDocument(document: Document.Parsed, counter: LineCounter): ManifestDocument[] {
  const lineAt = (node: unknown): number | undefined => {
    const offset = isNode(node) ? node.range?.[0] : undefined;
    return offset === undefined ? undefined : counter.linePos(offset).line;
  };
  const line = lineAt(document.contents) ?? counter.linePos(document.range[0]).line;
  const [error] = document.errors;
  if (error !== undefined) {
    const [reason = ""] = error.message.split(" at line ");
    return [{ ok: false, line: error.linePos?.[0].line ?? line, reason: `YAML: ${reason}` }];
  }
  return listItems(document.contents).flatMap((node) => {
    const start = lineAt(node) ?? line;
    const lineOf = (path: string): number => lineAt(nearestNode(node, path)) ?? start;
    return toManifest(document, node, { line: start, lineOf });
  });
}

function toManifest(
  document: Document.Parsed,
  node: Node | null,
  place: { readonly line: number; readonly lineOf: (path: string) => number },
): ManifestDocument[] {
  try {
    const value: unknown = node?.toJS(document, { maxAliasCount });
    return value === undefined || value === null ? [] : [{ ok: true, value, ...place }];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ ok: false, line: place.line, reason: `YAML: ${message}` }];
  }
}

function listItems(contents: Node | null): readonly (Node | null)[] {
  const items = isMap(contents) && contents.get("kind") === "List" ? contents.get("items") : null;
  return isSeq(items) ? items.items.filter((item) => isNode(item)) : [contents];
}

/**
 * The key or item that a path like `spec.toPorts[0].port` or `labels[example.org/a]` leads to, or
 * the last one on the way there.
 */
function nearestNode(root: Node | null, path: string): Node | null {
  let node = root;
  let nearest = root;
  for (const [, index, bracketed, plain] of path.matchAll(/\[(\d+)\]|\[([^\]]*)\]|([^.[\]]+)/g)) {
    const next = index === undefined ? entry(node, bracketed ?? plain) : item(node, Number(index));
    if (next === undefined) {
      break;
    }
    ({ nearest, node } = next);
  }
  return nearest;
}

interface Found {
  /** What stands for it in the text: a key, or the item itself. */
  readonly nearest: Node | null;
  readonly node: Node | null;
}

function entry(node: Node | null, name: string | undefined): Found | undefined {
  const pair = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
    : undefined;
  if (pair === undefined || !isNode(pair.key)) {
    return undefined;
  }
  return { nearest: pair.key, node: isNode(pair.value) ? pair.value : null };
}

function item(node: Node | null, index: number): Found | undefined {
  const found = isCollection(node) && isSeq(node) ? node.items[index] : undefined;
  return isNode(found) ? { nearest: found, node: found } : undefined;
}
