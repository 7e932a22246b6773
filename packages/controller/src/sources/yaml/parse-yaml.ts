import { Composer, Lexer, LineCounter, Parser, visit } from "yaml";
import type { CST, Document } from "yaml";

import { findDuplicateKey } from "./duplicate-key.ts";
import { offsetOfPath } from "./offset-of-path.ts";

/** A mistake in the YAML itself. */
export interface SyntaxProblem {
  /** From 1, within the text that was parsed. */
  readonly line: number;
  readonly message: string;
}

/** One YAML document, or one item of a document of kind List. */
export interface YamlDocument {
  /** Plain JavaScript values. Undefined: there is nothing but comments, or it cannot be told. */
  readonly value: unknown;
  /** Where it begins, from 1, within the text that was parsed. */
  readonly line: number;
  /** Not empty: `value` is a guess. */
  readonly problems: readonly SyntaxProblem[];
  /**
   * The line of a field given as `spec.toPorts[0].port`, from 1, within the text that was parsed;
   * where the field is missing, that of the nearest one that holds it.
   */
  readonly lineOf: (path: string) => number;
}

/** Beyond these, one mistake is the cause of the next. */
const maxProblems = 10;

/** How often one document may name what an anchor holds, nested names multiplied. */
const maxAliasCount = 100;

/**
 * Kubernetes itself refuses objects of more than 1.5 MiB, and an object is composed in one go, so
 * that a larger one would hold the event loop for too long. In UTF-16 units.
 */
const maxObjectLength = 2 * 1024 * 1024;

/** Pieces of text between two pauses: about a millisecond's work. */
const lexemesPerStep = 1000;

// Duplicate keys are looked for afterwards: the library compares each key with each.
const options = { strict: true, uniqueKeys: false, stringKeys: true, merge: true } as const;

/**
 * Parses a text with one or more YAML (or JSON) documents. A document of kind List is taken apart
 * into its items. Yields wherever its caller may pause, and returns what it found.
 */
export function* parseYaml(text: string): Generator<undefined, readonly YamlDocument[]> {
  const lines = new LineCounter();
  const tokens = yield* tokenize(text, lines);
  const documents: YamlDocument[] = [];
  const composer = new Composer(options);
  const compose = { lines, end: text.length };
  for (const token of tokens) {
    const items = token.type === "document" ? listItems(token.value) : undefined;
    const unpacked = items === undefined ? undefined : yield* composeItems(items, compose);
    if (unpacked !== undefined) documents.push(...unpacked);
    else if (tooLong(token, text.length)) documents.push(refuseLength(token.offset, lines));
    else for (const document of composer.next(token)) documents.push(toDocument(document, lines));
    yield;
  }
  for (const document of composer.end()) documents.push(toDocument(document, lines));
  return documents;
}

interface Composing {
  readonly lines: LineCounter;
  /** Offset at which the last item ends. */
  readonly end: number;
}

function* tokenize(text: string, lines: LineCounter): Generator<undefined, CST.Token[]> {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    lexemes += 1;
    if (lexemes % lexemesPerStep === 0) yield;
  }
  tokens.push(...parser.end());
  return tokens;
}

function tooLong(token: CST.Token, end: number): boolean {
  return token.type === "document" && end - token.offset > maxObjectLength;
}

function refuseLength(offset: number, lines: LineCounter): YamlDocument {
  const line = lineAt(lines, offset);
  const message =
    `The object has more than ${maxObjectLength} characters; ` +
    "put --- between objects or make them items of a List";
  return { value: undefined, line, problems: [{ line, message }], lineOf: () => line };
}

/** The items of a document of kind List. Undefined: it is another document. */
function listItems(root: CST.Token | undefined): readonly CST.Token[] | undefined {
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

/** Composes items one by one. Undefined: they refer to each other, so they need the whole. */
function* composeItems(
  items: readonly CST.Token[],
  { lines, end }: Composing,
): Generator<undefined, readonly YamlDocument[] | undefined> {
  const documents: YamlDocument[] = [];
  for (const [index, value] of items.entries()) {
    const next = items[index + 1]?.offset ?? end;
    const token: CST.Document = { type: "document", offset: value.offset, start: [], value };
    if (next - value.offset > maxObjectLength) {
      documents.push(refuseLength(value.offset, lines));
      continue;
    }
    const composer = new Composer(options);
    const [document] = [...composer.next(token), ...composer.end()];
    if (document === undefined || hasForeignAlias(document)) return undefined;
    documents.push(toDocument(document, lines));
    yield;
  }
  return documents;
}

function hasForeignAlias(document: Document.Parsed): boolean {
  let foreign = false;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      foreign = true;
      return visit.BREAK;
    },
  });
  return foreign;
}

function toDocument(document: Document.Parsed, lines: LineCounter): YamlDocument {
  const start = document.contents?.range[0] ?? document.range[0];
  const line = lineAt(lines, start);
  const problems: SyntaxProblem[] = document.errors
    .slice(0, maxProblems)
    .map((error) => ({ line: lineAt(lines, error.pos[0]), message: error.message }));
  const duplicate = problems.length === 0 ? findDuplicateKey(document) : undefined;
  if (duplicate !== undefined) {
    const message = `Key ${duplicate.key} stands twice in one mapping`;
    problems.push({ line: lineAt(lines, duplicate.offset), message });
  }
  const lineOf = (path: string): number => {
    const offset = offsetOfPath(document.contents, path);
    return offset === undefined ? line : lineAt(lines, offset);
  };
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    return { value: value ?? undefined, line, problems, lineOf };
  } catch (error) {
    // Too many aliases, one without an anchor, or nesting deeper than the stack.
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, line, problems: [...problems, { line, message }], lineOf };
  }
}

function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line);
}
