import { closestMatch } from "leven";
import type * as z from "zod";

import { knownFields } from "./known-fields.ts";
import { formatPath } from "./problem.ts";
import type { Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue["code"]> = Extract<Issue, { code: Code }>;

/** Longest text of a manifest that is repeated in a reason. */
const maximumQuoted = 60;

/** What zod found wrong, in our words and with our paths. */
export function describeIssues(schema: z.ZodType, issues: readonly Issue[]): readonly Problem[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? describeUnknownFields(schema, issue)
      : [{ path: formatPath(issue.path), reason: describeIssue(issue) }],
  );
}

function describeUnknownFields(
  schema: z.ZodType,
  issue: IssueOf<"unrecognized_keys">,
): readonly Problem[] {
  const known = knownFields(schema, issue.path);
  return issue.keys.map((key) => {
    const similar = closest(key, known);
    const reason =
      similar === undefined ? "Unknown field" : `Unknown field; did you mean "${similar}"?`;
    return { path: formatPath([...issue.path, key]), reason };
  });
}

function describeIssue(issue: Exclude<Issue, { code: "unrecognized_keys" }>): string {
  switch (issue.code) {
    case "invalid_type":
      return describeType(issue);
    case "invalid_value":
      return describeValue(issue);
    case "too_small":
      return describeBound(issue, issue.minimum, "least");
    case "too_big":
      return describeBound(issue, issue.maximum, "most");
    case "invalid_format":
      return describeFormat(issue);
    default:
      return issue.message;
  }
}

function describeType({ input, expected }: IssueOf<"invalid_type">): string {
  if (input === undefined) return "Is missing";
  const wanted = typeNames.get(expected) ?? `a value of type ${expected}`;
  const example =
    expected === "string" && typeof input === "number" ? `; write it in quotes: "${input}"` : "";
  return `Must be ${wanted}, not ${describeInput(input)}${example}`;
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ["string", "a text"],
  ["boolean", "true or false"],
  ["int", "a whole number"],
  ["number", "a number"],
  ["array", "a list"],
  ["object", "an object"],
  ["record", "an object"],
]);

function describeValue({ input, values }: IssueOf<"invalid_value">): string {
  if (input === undefined) return "Is missing";
  return `Must be ${values.map((value) => `"${String(value)}"`).join(" or ")}, not ${describeInput(input)}`;
}

function describeBound(
  issue: IssueOf<"too_small" | "too_big">,
  bound: number | bigint,
  side: "least" | "most",
): string {
  const { input, origin } = issue;
  if (origin === "string" && typeof input === "string") {
    if (input === "") return "Is empty";
    return `Has ${input.length} characters, and may have at ${side} ${bound}`;
  }
  if (origin === "array" && Array.isArray(input)) {
    return `Has ${input.length} entries, and must have at ${side} ${bound}`;
  }
  return `Is ${describeInput(input)}, and must be at ${side} ${bound}`;
}

function describeFormat(issue: IssueOf<"invalid_format">): string {
  const wanted =
    issue.format === "datetime" ? "Must be a time as RFC 3339 writes it" : issue.message;
  return `${wanted}, not ${describeInput(issue.input)}`;
}

function describeInput(input: unknown): string {
  if (input === null) return "null";
  if (Array.isArray(input)) return "a list";
  switch (typeof input) {
    case "string":
      return input.length > maximumQuoted ? `"${input.slice(0, maximumQuoted)}…"` : `"${input}"`;
    case "number":
    case "bigint":
    case "boolean":
      return String(input);
    case "object":
      return "an object";
    default:
      return `a value of type ${typeof input}`;
  }
}

/** The known field that somebody may have meant. */
function closest(key: string, known: readonly string[]): string | undefined {
  // What is far longer than any field is no slip of the pen, and costly to compare.
  if (key.length > 64) return undefined;
  return closestMatch(key, known, { maxDistance: Math.max(1, Math.floor(key.length / 2)) });
}
