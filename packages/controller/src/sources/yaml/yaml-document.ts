import type { Document, LineCounter } from "yaml";

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

/** A document as the library has composed it, in plain values. */
export function toYamlDocument(document: Document.Parsed, lines: LineCounter): YamlDocument {
  const line = lineAt(lines, document.contents?.range[0] ?? document.range[0]);
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

/** The items of a document of kind List, as documents of their own; of another one, itself. */
export function unpackList(document: YamlDocument): readonly YamlDocument[] {
  const { value, problems } = document;
  if (problems.length > 0 || !isList(value)) return [document];
  return value.items.map((item, index) => {
    const prefix = `items[${index}]`;
    const lineOf = (path: string): number =>
      document.lineOf(path === "" || path.startsWith("[") ? prefix + path : `${prefix}.${path}`);
    return { value: item, line: lineOf(""), problems: [], lineOf };
  });
}

function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  if (typeof value !== "object" || value === null) return false;
  return "kind" in value && value.kind === "List" && "items" in value && Array.isArray(value.items);
}

/** The line of an offset, from 1. */
export function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line);
}
