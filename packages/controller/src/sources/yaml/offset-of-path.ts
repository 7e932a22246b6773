import { isCollection, isMap, isNode, isScalar, isSeq } from "yaml";
import type { Node, ParsedNode, YAMLMap, YAMLSeq } from "yaml";

/**
 * Where a path like `spec.toPorts[0].port` or `labels[example.org/a].b` leads to in a document: the offset of the key or item, or
 * where the field is missing, of the nearest one that holds it. Undefined: an empty document.
 */
export function offsetOfPath(root: ParsedNode | null, path: string): number | undefined {
  let node: Node | null = root;
  let offset = root?.range[0];
  let rest = path;
  while (rest !== "" && isCollection(node)) {
    const step = takeStep(node, rest);
    if (step === undefined) break;
    offset = step.offset ?? offset;
    rest = rest.slice(step.length).replace(/^\./, "");
    node = step.value;
  }
  return offset;
}

interface Step {
  /** How many of the path's characters the step takes. */
  readonly length: number;
  readonly offset: number | undefined;
  readonly value: Node | null;
}

function takeStep(node: Node, rest: string): Step | undefined {
  if (isMap(node)) return takeKey(node, rest);
  return isSeq(node) ? takeIndex(node, rest) : undefined;
}

function takeKey(map: YAMLMap, rest: string): Step | undefined {
  const match = /^(?:\[([^\]]*)\]|([^.[]+))/.exec(rest);
  const wanted = match?.[1] ?? match?.[2];
  const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === wanted);
  if (match === null || pair === undefined) return undefined;
  const offset = isNode(pair.key) ? pair.key.range?.[0] : undefined;
  return { length: match[0].length, offset, value: isNode(pair.value) ? pair.value : null };
}

function takeIndex(seq: YAMLSeq, rest: string): Step | undefined {
  const match = /^\[(\d+)\]/.exec(rest);
  const value = match === null ? undefined : seq.items[Number(match[1])];
  if (match === null || !isNode(value)) return undefined;
  return { length: match[0].length, offset: value.range?.[0], value };
}
