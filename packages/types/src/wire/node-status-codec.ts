import { localredirect } from "../generated/wire.js";
import { decodeHex, decodeOptionalHex } from "../hex.ts";
import { versionLength } from "../version.ts";
import { bounds } from "./bounds.ts";
import { clipText } from "./clip-text.ts";
import { readHex, readList, readName, readOptionalHex, readText, readWithin } from "./fields.ts";
import { encodeFrontend, readFrontend } from "./frontend-codec.ts";
import type { NodeState, NodeStatus, RedirectProblem } from "./observe-message.ts";
import { encodeTimestamp, readTimestamp } from "./timestamp-codec.ts";

type WireNodeStatus = localredirect.v1.NodeStatus.$Properties;
type WireProblem = localredirect.v1.RedirectProblem.$Properties;
type WireState = localredirect.v1.NodeStatus.State;

const { State } = localredirect.v1.NodeStatus;

const stateNumbers: Readonly<Record<NodeState, WireState>> = {
  unknown: State.STATE_UNSPECIFIED,
  synced: State.STATE_SYNCED,
  pending: State.STATE_PENDING,
  stale: State.STATE_STALE,
  offline: State.STATE_OFFLINE,
};

const states: ReadonlyMap<number, NodeState> = new Map([
  [State.STATE_SYNCED, "synced"],
  [State.STATE_PENDING, "pending"],
  [State.STATE_STALE, "stale"],
  [State.STATE_OFFLINE, "offline"],
]);

/** A node's status as the generated code takes it. */
export function encodeNodeStatus(status: NodeStatus): WireNodeStatus {
  return {
    ...status,
    state: stateNumbers[status.state],
    digestWanted: decodeHex(status.digestWanted, versionLength),
    digestApplied: decodeOptionalHex(status.digestApplied, versionLength),
    connectedAt: encodeTimestamp(status.connectedAt),
    syncedAt: encodeTimestamp(status.syncedAt),
    refused: status.refused.map(encodeProblem),
    warnings: status.warnings.map(encodeProblem),
  };
}

/** A node's status from the wire. */
export function readNodeStatus(status: WireNodeStatus): NodeStatus {
  return {
    name: readName(status.name, bounds.name, "name"),
    state: states.get(status.state ?? 0) ?? "unknown",
    redirectsWanted: status.redirectsWanted ?? 0,
    redirectsApplied: status.redirectsApplied ?? 0,
    digestWanted: readHex(status.digestWanted, versionLength, "digestWanted"),
    digestApplied: readOptionalHex(status.digestApplied, versionLength, "digestApplied"),
    agentVersion: readText(status.agentVersion, bounds.word, "agentVersion"),
    connectedAt: readTimestamp(status.connectedAt, "connectedAt"),
    syncedAt: readTimestamp(status.syncedAt, "syncedAt"),
    refused: readList(status.refused, "refused", { readItem: readProblem }),
    warnings: readList(status.warnings, "warnings", { readItem: readProblem }),
  };
}

function encodeProblem({ frontend, policy, message }: RedirectProblem): WireProblem {
  return {
    frontend: encodeFrontend(frontend),
    policy,
    message: clipText(message, bounds.message),
  };
}

function readProblem(problem: WireProblem): RedirectProblem {
  return {
    frontend: readWithin("frontend", () => readFrontend(problem.frontend)),
    policy: readText(problem.policy, bounds.name, "policy"),
    message: readText(problem.message, bounds.message, "message"),
  };
}
