import { parseFrontend } from "../frontend.ts";
import type { FrontendKey } from "../frontend.ts";
import type { localredirect } from "../generated/wire.js";
import { decodeHex, decodeOptionalHex } from "../hex.ts";
import { versionLength } from "../version.ts";
import { bounds } from "./bounds.ts";
import { clipText } from "./clip-text.ts";
import {
  readHex,
  readInteger,
  readList,
  readName,
  readOptionalHex,
  readPresent,
  readText,
} from "./fields.ts";
import type {
  NodeReport,
  ReportedRedirect,
  ReportedRefusal,
  ReportedWarning,
} from "./progress-message.ts";
import { encodeTimestamp, readTimestamp } from "./timestamp-codec.ts";
import { invalid } from "./wire-error.ts";

type WireNode = localredirect.v1.NodeProgress.$Properties;
type WireApplied = localredirect.v1.AppliedRedirect.$Properties;
type WireRefused = localredirect.v1.RefusedRedirect.$Properties;
type WireWarning = localredirect.v1.AppliedWarning.$Properties;

/**
 * A report as the generated code takes it. `indexOf` gives a policy's uid its place among those of
 * the message.
 */
export function encodeNodeReport(report: NodeReport, indexOf: (uid: string) => number): WireNode {
  const { node, connected, reset, more, removed } = report;
  return {
    ...{ node, connected, reset, more },
    since: encodeTimestamp(report.since),
    toldAt: encodeTimestamp(report.toldAt),
    syncedAt: encodeTimestamp(report.syncedAt),
    agentVersion: report.agentVersion ?? "",
    digest: decodeOptionalHex(report.digest, versionLength),
    applied: report.applied.map(({ frontend, version, policyUid, generation }) => ({
      ...{ frontend, generation },
      version: decodeHex(version, versionLength),
      policy: indexOf(policyUid),
    })),
    removed: [...removed],
    refused: report.refused.map(({ frontend, version, message }) => ({
      frontend,
      version: decodeHex(version, versionLength),
      message: clipText(message, bounds.message),
    })),
    warnings: report.warnings.map(({ frontend, message }) => ({
      frontend,
      message: clipText(message, bounds.message),
    })),
  };
}

/** A report from the wire. `policyUids`: those of the message. */
export function readNodeReport(wire: WireNode, policyUids: readonly string[]): NodeReport {
  const agentVersion = readText(wire.agentVersion, bounds.word, "agentVersion");
  const maximum = bounds.redirectProblems;
  return {
    node: readName(wire.node, bounds.name, "node"),
    connected: wire.connected ?? false,
    since: readPresent(readTimestamp(wire.since, "since"), "since"),
    toldAt: readTimestamp(wire.toldAt, "toldAt"),
    syncedAt: readTimestamp(wire.syncedAt, "syncedAt"),
    agentVersion: agentVersion === "" ? undefined : agentVersion,
    digest: readOptionalHex(wire.digest, versionLength, "digest"),
    reset: wire.reset ?? false,
    applied: readList(wire.applied, "applied", {
      maximum: bounds.reportedRedirects,
      readItem: (item) => readApplied(item, policyUids),
    }),
    removed: readList(wire.removed, "removed", {
      maximum: bounds.removals,
      readItem: (item) => readFrontendKey(item, ""),
    }),
    refused: readList(wire.refused, "refused", { maximum, readItem: readRefused }),
    warnings: readList(wire.warnings, "warnings", { maximum, readItem: readWarning }),
    more: wire.more ?? false,
  };
}

function readApplied(wire: WireApplied, policyUids: readonly string[]): ReportedRedirect {
  const index = wire.policy ?? 0;
  const policyUid = policyUids[index];
  if (policyUid === undefined) {
    throw invalid("policy", `Is ${index}, and there are ${policyUids.length} policy uids`);
  }
  return {
    frontend: readFrontendKey(wire.frontend, "frontend"),
    version: readHex(wire.version, versionLength, "version"),
    policyUid,
    generation: readInteger(wire.generation, "generation"),
  };
}

function readRefused(wire: WireRefused): ReportedRefusal {
  return {
    frontend: readFrontendKey(wire.frontend, "frontend"),
    version: readHex(wire.version, versionLength, "version"),
    message: readText(wire.message, bounds.message, "message"),
  };
}

function readWarning(wire: WireWarning): ReportedWarning {
  return {
    frontend: readFrontendKey(wire.frontend, "frontend"),
    message: readText(wire.message, bounds.message, "message"),
  };
}

function readFrontendKey(value: string | null | undefined, path: string): FrontendKey {
  const text = readName(value, bounds.word, path);
  if (parseFrontend(text) === undefined) {
    throw invalid(path, `Is "${text}", not an address, port and protocol as 10.96.0.10:53/UDP`);
  }
  return text;
}
