import { isNode, isScalar, visit } from "yaml";
import type { Document, YAMLMap } from "yaml";

/** A key that stands in one mapping twice. */
export interface DuplicateKey {
  readonly key: string;
  /** Of the second one, in the text. */
  readonly offset: number;
}

/** Merge keys may be repeated. */
const mergeKey = "<<";

/** Finds the first key of a document that stands twice in its mapping, in linear time. */
export function findDuplicateKey(document: Document.Parsed): DuplicateKey | undefined {
  let found: DuplicateKey | undefined;
  visit(document, {
    Map(_key, map) {
      found = duplicateIn(map);
      return found === undefined ? undefined : visit.BREAK;
    },
  });
  return found;
}

function duplicateIn(map: YAMLMap): DuplicateKey | undefined {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined || name === mergeKey) continue;
    if (seen.has(name))
      return { key: name, offset: (isNode(key) ? key.range?.[0] : undefined) ?? 0 };
    seen.add(name);
  }
  return undefined;
}
