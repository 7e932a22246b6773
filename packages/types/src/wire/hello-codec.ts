import type { localredirect } from "../generated/wire.js";
import { decodeHex } from "../hex.ts";
import { versionLength } from "../version.ts";
import type { HelloMessage } from "./agent-message.ts";
import { bounds } from "./bounds.ts";
import { readHex, readList, readName, readText } from "./fields.ts";
import { encodeWatermarks, readWatermarks } from "./watermark-codec.ts";
import { invalid } from "./wire-error.ts";

type WireHello = localredirect.v1.Hello.$Properties;

/** A Hello as the generated code takes it. */
export function encodeHello(hello: HelloMessage): WireHello {
  const { node, schemaMin, schemaMax, redirects, ipv4, ipv6, agentVersion } = hello;
  return {
    ...{ node, schemaMin, schemaMax, redirects, ipv4, ipv6, agentVersion },
    digest: decodeHex(hello.digest, versionLength),
    watermarks: encodeWatermarks(hello.watermarks),
    features: [...hello.features],
  };
}

/** A Hello from the wire. */
export function readHello(hello: WireHello): HelloMessage {
  return {
    kind: "hello",
    node: readName(hello.node, bounds.name, "node"),
    ...readSchemas(hello),
    digest: readHex(hello.digest, versionLength, "digest"),
    redirects: hello.redirects ?? 0,
    watermarks: readWatermarks(hello.watermarks, "watermarks"),
    ipv4: hello.ipv4 ?? false,
    ipv6: hello.ipv6 ?? false,
    agentVersion: readText(hello.agentVersion, bounds.word, "agentVersion"),
    features: readList(hello.features, "features", {
      maximum: bounds.features,
      readItem: (feature) => readName(feature, bounds.word, ""),
    }),
  };
}

function readSchemas(hello: WireHello): Pick<HelloMessage, "schemaMin" | "schemaMax"> {
  const schemaMin = hello.schemaMin ?? 0;
  const schemaMax = hello.schemaMax ?? 0;
  if (schemaMin < 1) throw invalid("schemaMin", "Is 0, less than 1");
  if (schemaMax < schemaMin) {
    throw invalid("schemaMax", `Is ${schemaMax}, less than schemaMin ${schemaMin}`);
  }
  return { schemaMin, schemaMax };
}
