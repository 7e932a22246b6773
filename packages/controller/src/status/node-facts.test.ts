import * as fc from "fast-check";
import { expect, test } from "vitest";

import { NodeFacts } from "./node-facts.ts";
import type { NodeFact } from "./node-facts.ts";

function factOf(backends: number): NodeFact {
  return {
    verdict: { kind: "programmed" },
    ...{ losses: [], owned: 1, backends, namespaces: [], isFull: backends > 2, excess: 0 },
  };
}

const shared = [0, 1, 2, 3].map(factOf);
const facts = fc.array(fc.option(fc.constantFrom(...shared), { nil: undefined }));

test("NodeFacts says of all nodes what each of them says", () => {
  fc.assert(
    fc.property(facts, (each) => {
      const names = each.map((_, index) => `node-${index}`);
      const nodes = new NodeFacts(names, each);
      const known = each.filter((fact) => fact !== undefined);
      expect(nodes.size).toBe(known.length);
      expect(nodes.sum(({ backends }) => backends)).toBe(
        known.reduce((sum, { backends }) => sum + backends, 0),
      );
      expect(new Set(nodes.distinct())).toEqual(new Set(known));
      expect(nodes.isFull).toBe(known.some(({ isFull }) => isFull));
      expect(nodes.where(({ backends }) => backends === 1).map(([name]) => name)).toEqual(
        names.filter((_, index) => each[index]?.backends === 1),
      );
    }),
  );
});
