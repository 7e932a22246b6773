import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { localredirect } from "../generated/wire.js";
import { hex, name, redirect } from "../testing/arbitraries.ts";
import { nodeStatus, policyStatus } from "../testing/wire-arbitraries.ts";
import * as codec from "./observe-codec.ts";
import type { MessageCodec } from "./observe-codec.ts";
import { WireError } from "./wire-error.ts";

const { v1 } = localredirect;

function expectRoundTrip<Message>(
  { encode, decode }: MessageCodec<Message>,
  message: fc.Arbitrary<Message>,
): void {
  fc.assert(
    fc.property(message, (given) => {
      expect(decode(encode(given))).toEqual(given);
    }),
  );
}

describe("the messages of ObserveService", () => {
  it("decode(encode(x)) = x", () => {
    expectRoundTrip(codec.listNodesRequest, fc.constant({}));
    expectRoundTrip(codec.listPoliciesRequest, fc.constant({}));
    expectRoundTrip(codec.getTableRequest, fc.record({ node: name }));
    expectRoundTrip(
      codec.listNodesResponse,
      fc.record({ nodes: fc.array(nodeStatus, { maxLength: 3 }) }),
    );
    expectRoundTrip(
      codec.getTableResponse,
      fc.record({ node: name, digest: hex(16), redirects: fc.array(redirect, { maxLength: 3 }) }),
    );
    expectRoundTrip(
      codec.listPoliciesResponse,
      fc.record({ policies: fc.array(policyStatus, { maxLength: 3 }) }),
    );
  });

  it("decode throws nothing but WireError for any bytes", () => {
    const decoders = Object.values(codec).map(({ decode }) => decode);
    fc.assert(
      fc.property(
        fc.constantFrom(...decoders),
        fc.uint8Array({ maxLength: 100 }),
        (decode, bytes) => {
          try {
            decode(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(WireError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("name the field that is out of bounds", () => {
    const nodes = v1.ListNodesResponse.encode({ nodes: [{ name: "a" }] }).finish();
    expect(() => codec.listNodesResponse.decode(nodes)).toThrow(
      "nodes[0].digestWanted: Has 0 bytes, not 16",
    );
    const policies = v1.ListPoliciesResponse.encode({
      policies: [{ conditions: [{ type: "Ready", status: "Maybe" }] }],
    }).finish();
    expect(() => codec.listPoliciesResponse.decode(policies)).toThrow(
      'policies[0].conditions[0].status: Is "Maybe", not True, False or Unknown',
    );
    const table = v1.GetTableResponse.encode({
      node: "a",
      digest: new Uint8Array(16),
      redirects: [{}],
    }).finish();
    expect(() => codec.getTableResponse.decode(table)).toThrow("redirects[0].frontend: Is missing");
  });
});
