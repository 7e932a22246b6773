import { Environment } from "@marcbachmann/cel-js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseAddress } from "../address.ts";
import { ipv4, ipv6, protocol } from "../testing/arbitraries.ts";
import { policyRules } from "./policy-rules.ts";

/** What `ip(text)` is in CEL. */
class Ip {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** CEL with Kubernetes' IP library, as far as a rule uses it. */
const environment = new Environment()
  .registerVariable("self", "dyn")
  .registerType("Ip", Ip)
  .registerFunction("isIP(string): bool", (text: string) => parseAddress(text) !== undefined)
  .registerFunction("ip(string): Ip", (text: string) => new Ip(text))
  .registerFunction("Ip.isGlobalUnicast(): bool", ({ text }: Ip) => isGlobalUnicast(text))
  .registerFunction("Ip.isLinkLocalUnicast(): bool", ({ text }: Ip) => isLinkLocal(text));

/** As IsGlobalUnicast of Go's netip, which Kubernetes uses. */
function isGlobalUnicast(text: string): boolean {
  const isSpecial = ["0.0.0.0", "255.255.255.255", "::", "::1"].includes(text);
  return !isSpecial && !isLinkLocal(text) && !/^(127|22[4-9]|23[0-9])\.|^ff..:/.test(text);
}

function isLinkLocal(text: string): boolean {
  return /^169\.254\.|^fe[89ab].:/.test(text);
}

const name = fc.constantFrom("a", "b", "c");
const label = fc.constantFrom("default", "kubernetes", "other");
const toPorts = fc.array(
  fc.record(
    { port: fc.constantFrom("53", "80"), protocol, name },
    { requiredKeys: ["port", "protocol"] },
  ),
  { minLength: 1, maxLength: 3 },
);
const ip = fc.oneof(
  ...[ipv4, ipv6, fc.string({ minLength: 1, maxLength: 45 })],
  fc.constantFrom(
    ...["0.0.0.0", "127.0.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    ...["169.254.0.90", "::", "::1", "ff02::1", "fe80::1", "::ffff:10.0.0.1", "010.0.0.1"],
  ),
);
const selector = fc.record({
  matchExpressions: fc.array(
    fc.record(
      {
        key: name,
        operator: fc.constantFrom("In", "NotIn", "Exists", "DoesNotExist"),
        values: fc.array(name, { maxLength: 2 }),
      },
      { requiredKeys: ["key", "operator"] },
    ),
    { maxLength: 2 },
  ),
});

/** Specs of the right types, as those are that the API server evaluates rules for. */
const spec = fc.record(
  {
    frontend: fc.record(
      {
        serviceMatcher: fc.record(
          { serviceName: label, namespace: label, toPorts },
          { requiredKeys: ["serviceName", "namespace"] },
        ),
        addressMatcher: fc.record({ ip, toPorts }),
      },
      { requiredKeys: [] },
    ),
    backend: fc.record(
      {
        endpointSelector: selector,
        toPorts,
        namespaces: fc.array(fc.constantFrom("*", "a", "b"), { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ["endpointSelector", "toPorts"] },
    ),
    config: fc.record({ nodeLabelSelector: selector }),
  },
  { requiredKeys: ["frontend", "backend"] },
);

/** The value at a field, or undefined. */
function valueAt(root: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
      root,
    );
}

describe("policyRules", () => {
  const rules = policyRules.flatMap(({ cel, ...rule }) =>
    cel === undefined ? [] : [{ ...rule, cel }],
  );

  it.each(rules)("say the same in CEL and in TypeScript: $at: $message", ({ at, cel, check }) => {
    // Kubernetes escapes reserved words in the names of fields; this evaluator does not.
    const holds = environment.parse(cel.replaceAll("__namespace__", "namespace"));
    fc.assert(
      fc.property(spec, (given) => {
        const self = valueAt({ spec: given }, at);
        fc.pre(self !== undefined);
        expect(holds({ self })).toBe(check(self).length === 0);
      }),
      { numRuns: 500, maxSkipsPerRun: 1000 },
    );
  });

  it("are about fields that exist, and say what they want", () => {
    for (const { at, message } of policyRules) {
      expect(at).toMatch(/^spec(\.[a-zA-Z]+)*$/);
      expect(message).toMatch(/^.{20,}[^.]$/);
    }
  });
});
