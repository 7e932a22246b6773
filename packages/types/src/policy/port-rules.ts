import type { PortManifest } from "./manifest.ts";
import { backendPortsSchema, frontendPortsSchema } from "./port-schema.ts";
import type { Problem } from "./problem.ts";
import { defineRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

const serviceMatcherPorts = "spec.frontend.serviceMatcher.toPorts";
const addressMatcherPorts = "spec.frontend.addressMatcher.toPorts";
const backendPorts = "spec.backend.toPorts";

/** What must hold of each list of ports by itself. */
export const portRules: readonly Rule[] = [
  eachPortOnce(serviceMatcherPorts),
  eachPortOnce(addressMatcherPorts),
  eachNameOnce(serviceMatcherPorts),
  eachNameOnce(addressMatcherPorts),
  eachNameOnce(backendPorts),
  namedAmongSeveral(),
];

function eachPortOnce(at: string): Rule {
  return defineRule({
    at,
    cel: undefined, // the list's type says it: a map by port and protocol
    message: "Each port and protocol may stand in the list once",
    reads: frontendPortsSchema,
    check: (ports) =>
      repeated(ports.map(({ port, protocol }) => `${port}/${protocol}`)).map(
        ({ index, first, value }): Problem => ({
          path: `[${index}].port`,
          reason: `Repeats ${value}, which stands in entry [${first}] already`,
        }),
      ),
  });
}

function eachNameOnce(at: string): Rule {
  return defineRule({
    at,
    cel: "self.all(a, !has(a.name) || self.exists_one(b, has(b.name) && b.name == a.name))",
    message: "Each name may stand in the list once",
    reads: backendPortsSchema,
    check: (ports) =>
      repeated(ports.map(({ name }) => name)).map(({ index, first, value }): Problem => ({
        path: `[${index}].name`,
        reason: `Repeats "${value}", the name of entry [${first}]`,
      })),
  });
}

function namedAmongSeveral(): Rule {
  return defineRule({
    at: backendPorts,
    cel: "size(self) == 1 || self.all(a, has(a.name))",
    message:
      "Each of several backend ports needs a name, by which it is paired with a frontend port",
    reads: backendPortsSchema,
    check: (ports) => (ports.length === 1 ? [] : ports.flatMap(missingName)),
  });
}

function missingName({ name }: PortManifest, index: number): readonly Problem[] {
  if (name !== undefined) return [];
  return [
    {
      path: `[${index}].name`,
      reason: "Is missing; each of several ports needs a name, by which it is paired",
    },
  ];
}

interface Repetition {
  readonly index: number;
  readonly first: number;
  readonly value: string;
}

/** The entries that say what an earlier one says; those that say nothing do not count. */
function repeated(values: readonly (string | undefined)[]): readonly Repetition[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return value === undefined || first === index ? [] : [{ index, first, value }];
  });
}
