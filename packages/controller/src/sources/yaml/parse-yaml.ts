import { Composer, CST, Lexer, LineCounter, Parser } from "yaml";

import { listItems } from "./list-items.ts";
import { lineAt, toYamlDocument, unpackList } from "./yaml-document.ts";
import type { YamlDocument } from "./yaml-document.ts";

/**
 * Kubernetes itself refuses objects of more than 1.5 MiB, and an object is composed in one go, so
 * that a larger one would hold the event loop for too long. In UTF-16 units.
 */
const maxObjectLength = 2 * 1024 * 1024;

/** Pieces of text between two pauses: about a millisecond's work. */
const lexemesPerStep = 1000;

// Duplicate keys are looked for afterwards: the library compares each key with each.
const options = { strict: true, uniqueKeys: false, stringKeys: true, merge: true } as const;

/** What a text is made of, before it is composed. */
interface Tokens {
  readonly tokens: readonly CST.Token[];
  /** The items of a List can be composed by themselves: nothing is broken or refers to another. */
  readonly isSeparable: boolean;
}

/**
 * Parses a text with one or more YAML (or JSON) documents. A document of kind List is taken apart
 * into its items. Yields each document, and undefined wherever its caller may pause besides.
 */
export function* parseYaml(text: string): Generator<YamlDocument | undefined, void> {
  const lines = new LineCounter();
  const { tokens, isSeparable } = yield* tokenize(text, lines);
  const composer = new Composer(options);
  for (const token of tokens) {
    const items = isSeparable && token.type === "document" ? listItems(token.value) : undefined;
    if (items !== undefined) {
      yield* composeItems(items, { lines, end: text.length });
    } else if (token.type === "document" && text.length - token.offset > maxObjectLength) {
      yield refuseLength(lineAt(lines, token.offset));
    } else {
      for (const document of composer.next(token)) {
        yield* unpackList(toYamlDocument(document, lines));
      }
    }
  }
  for (const document of composer.end()) yield* unpackList(toYamlDocument(document, lines));
}

function* tokenize(text: string, lines: LineCounter): Generator<undefined, Tokens> {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  let lexemes = 0;
  let hasAlias = false;
  for (const lexeme of new Lexer().lex(text)) {
    hasAlias ||= CST.tokenType(lexeme) === "alias";
    tokens.push(...parser.next(lexeme));
    lexemes += 1;
    if (lexemes % lexemesPerStep === 0) yield;
  }
  tokens.push(...parser.end());
  const isBroken = tokens.some(({ type }) => type === "error");
  return { tokens, isSeparable: !hasAlias && !isBroken };
}

/** Composes the items of a List one by one. `end`: the offset at which the last one ends. */
function* composeItems(
  items: readonly CST.Token[],
  { lines, end }: { readonly lines: LineCounter; readonly end: number },
): Generator<YamlDocument> {
  for (const [index, value] of items.entries()) {
    const { offset } = value;
    if ((items[index + 1]?.offset ?? end) - offset > maxObjectLength) {
      yield refuseLength(lineAt(lines, offset));
      continue;
    }
    const composer = new Composer(options);
    for (const document of composer.next({ type: "document", offset, start: [], value })) {
      yield toYamlDocument(document, lines);
    }
    for (const document of composer.end()) yield toYamlDocument(document, lines);
  }
}

function refuseLength(line: number): YamlDocument {
  const message =
    `The object has more than ${maxObjectLength} characters; ` +
    "put --- between objects or make them items of a List";
  return { value: undefined, line, problems: [{ line, message }], lineOf: () => line };
}
