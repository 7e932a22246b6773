import * as z from "zod";

import type { PortManifest } from "./manifest.ts";
import { backendPortsSchema, frontendPortsSchema } from "./port-schema.ts";
import type { Problem } from "./problem.ts";
import { defineRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

type Matcher = "serviceMatcher" | "addressMatcher";

/** The two lists that are paired. */
interface PortLists {
  readonly frontend: readonly PortManifest[];
  readonly backend: readonly PortManifest[];
}

/** What must hold of a listed frontend's ports together with the backend's. */
export const pairingRules: readonly Rule[] = (
  ["serviceMatcher", "addressMatcher"] as const
).flatMap((matcher) => [pairedByName(matcher), sameProtocol(matcher)]);

function pairedByName(matcher: Matcher): Rule {
  const { listed, frontend, single } = celTerms(matcher);
  const unnamed = `${single} && (!has(f.name) || self.backend.toPorts.exists(b, !has(b.name)))`;
  const named = "has(f.name) && self.backend.toPorts.exists(b, has(b.name) && b.name == f.name)";
  return defineRule({
    at: "spec",
    cel: `!${listed} || ${frontend}.all(f, (${unnamed}) || (${named}))`,
    message:
      "Each frontend port needs a backend port of the same name; names may be left out only where each side has exactly one port",
    reads: portListsSchema(matcher),
    check: (lists) =>
      lists.frontend.flatMap((port, index) =>
        problem(matcher, index, "name", describeName(port, lists)),
      ),
  });
}

function sameProtocol(matcher: Matcher): Rule {
  const { listed, frontend, single } = celTerms(matcher);
  const paired = `${single} || (has(f.name) && has(b.name) && f.name == b.name)`;
  return defineRule({
    at: "spec",
    cel:
      `!${listed} || ${frontend}.all(f, self.backend.toPorts.all(b, ` +
      `!(${paired}) || f.protocol == b.protocol))`,
    message: "A frontend port and its backend port must have the same protocol",
    reads: portListsSchema(matcher),
    check: (lists) =>
      lists.frontend.flatMap((port, index) =>
        problem(matcher, index, "protocol", describeProtocol(port, lists)),
      ),
  });
}

function celTerms(matcher: Matcher): { listed: string; frontend: string; single: string } {
  const frontend = `self.frontend.${matcher}.toPorts`;
  return {
    listed: `(has(self.frontend.${matcher}) && has(${frontend}))`,
    frontend,
    single: `(size(${frontend}) == 1 && size(self.backend.toPorts) == 1)`,
  };
}

function portListsSchema(matcher: Matcher): z.ZodType<PortLists> {
  return z
    .object({
      frontend: z.object({ [matcher]: z.object({ toPorts: frontendPortsSchema }) }),
      backend: z.object({ toPorts: backendPortsSchema }),
    })
    .transform(({ frontend, backend }) => ({
      frontend: frontend[matcher]?.toPorts ?? [],
      backend: backend.toPorts,
    }));
}

function problem(
  matcher: Matcher,
  index: number,
  field: string,
  reason: string | undefined,
): readonly Problem[] {
  const path = `frontend.${matcher}.toPorts[${index}].${field}`;
  return reason === undefined ? [] : [{ path, reason }];
}

/** What is wrong with a frontend port's name. */
function describeName(port: PortManifest, lists: PortLists): string | undefined {
  const [only] = lists.backend;
  if (isSingle(lists) && (port.name === undefined || only?.name === undefined)) return undefined;
  if (port.name === undefined) {
    return "Is missing; it may be left out only where each side has exactly one port";
  }
  if (lists.backend.some(({ name }) => name === port.name)) return undefined;
  const names = lists.backend.flatMap(({ name }) => (name === undefined ? [] : [`"${name}"`]));
  const known = names.length === 0 ? "no names" : names.slice(0, 8).join(", ");
  return `Is "${port.name}", and no backend port has this name; spec.backend.toPorts has ${known}`;
}

/** What is wrong with a frontend port's protocol. */
function describeProtocol(port: PortManifest, lists: PortLists): string | undefined {
  const other = lists.backend.find(
    ({ name, protocol }) =>
      protocol !== port.protocol && (isSingle(lists) || (name !== undefined && name === port.name)),
  );
  if (other === undefined) return undefined;
  return `Is ${port.protocol}, but its backend port ${other.port} has ${other.protocol}`;
}

function isSingle({ frontend, backend }: PortLists): boolean {
  return frontend.length === 1 && backend.length === 1;
}
