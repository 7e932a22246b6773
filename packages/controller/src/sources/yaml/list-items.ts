import type { CST } from "yaml";

/** The items of a document of kind List, before it is composed. Undefined: it is another one. */
export function listItems(root: CST.Token | undefined): readonly CST.Token[] | undefined {
  if (root?.type !== "block-map" && root?.type !== "flow-collection") return undefined;
  const kind = entryValue(root, "kind");
  if (kind === undefined || scalarSource(kind) !== "List") return undefined;
  return itemValues(entryValue(root, "items"));
}

function itemValues(items: CST.Token | undefined): readonly CST.Token[] | undefined {
  if (items?.type !== "block-seq" && items?.type !== "flow-collection") return undefined;
  const values = items.items.map((item) => item.value);
  // An item without a value is left to be composed with the whole, which then says what is wrong.
  return values.every((value) => value !== undefined) ? values : undefined;
}

function entryValue(map: CST.BlockMap | CST.FlowCollection, name: string): CST.Token | undefined {
  const isNamed = (key: CST.Token | null | undefined): boolean =>
    key !== undefined && key !== null && scalarSource(key) === name;
  return map.items.find((item) => isNamed(item.key))?.value;
}

function scalarSource(token: CST.Token): string | undefined {
  return "source" in token ? token.source.replace(/^(["'])(.*)\1$/, "$2") : undefined;
}
