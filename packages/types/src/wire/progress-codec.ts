import { localredirect } from "../generated/wire.js";
import { bounds } from "./bounds.ts";
import { readList, readName, readText, readWithin } from "./fields.ts";
import { encodeNodeReport, readNodeReport } from "./node-report-codec.ts";
import type { MessageCodec } from "./observe-codec.ts";
import type {
  NodesProgressMessage,
  ProgressMessage,
  StreamProgressRequest,
} from "./progress-message.ts";
import { decodeProtobuf, encodeProtobuf } from "./protobuf.ts";
import { invalid } from "./wire-error.ts";

const { v1 } = localredirect;

type WireProgress = localredirect.v1.Progress.$Properties;

/** The request of PeerService.StreamProgress. */
export const streamProgressRequest: MessageCodec<StreamProgressRequest> = {
  encode: ({ controller }) => encodeProtobuf(v1.StreamProgressRequest, { controller }),
  decode: (bytes) => {
    const { controller } = decodeProtobuf(v1.StreamProgressRequest, bytes);
    return { controller: readText(controller, bounds.word, "controller") };
  },
};

/** The responses of PeerService.StreamProgress. */
export const progressMessage: MessageCodec<ProgressMessage> = {
  encode: (message) => encodeProtobuf(v1.ProgressMessage, toWire(message)),
  decode: (bytes) => {
    const { welcome, progress } = decodeProtobuf(v1.ProgressMessage, bytes);
    if (progress) return readWithin("progress", () => readProgress(progress));
    if (welcome) {
      return readWithin("welcome", () => ({
        kind: "welcome",
        controller: readText(welcome.controller, bounds.word, "controller"),
        instance: readName(welcome.instance, bounds.uid, "instance"),
      }));
    }
    throw invalid("kind", "Is none that is known here");
  },
};

function toWire(message: ProgressMessage): localredirect.v1.ProgressMessage.$Properties {
  if (message.kind === "progress") return { progress: encodeProgress(message) };
  const { controller, instance } = message;
  return { welcome: { controller, instance } };
}

/** Uids stand once in a message, as the redirects of its nodes are of few policies. */
function encodeProgress({ nodes, snapshotEnd }: NodesProgressMessage): WireProgress {
  const indexes = new Map<string, number>();
  const indexOf = (uid: string): number => {
    const index = indexes.get(uid) ?? indexes.size;
    indexes.set(uid, index);
    return index;
  };
  const reports = nodes.map((report) => encodeNodeReport(report, indexOf));
  return { nodes: reports, policyUids: [...indexes.keys()], snapshotEnd };
}

function readProgress(progress: WireProgress): NodesProgressMessage {
  const policyUids = readList(progress.policyUids, "policyUids", {
    maximum: bounds.reportedPolicies,
    readItem: (uid) => readText(uid, bounds.uid, ""),
  });
  return {
    kind: "progress",
    nodes: readList(progress.nodes, "nodes", {
      maximum: bounds.reportedNodes,
      readItem: (node) => readNodeReport(node, policyUids),
    }),
    snapshotEnd: progress.snapshotEnd ?? false,
  };
}
