import { BpfError, cgroupId } from "@localredirect/node-bpf";
import type { Logger } from "@localredirect/process";
import { readFileSync } from "node:fs";
import { release } from "node:os";
import { resolve } from "node:path";
import { lackingCapabilities, parseCapabilities } from "./capabilities.ts";
import { type CgroupRoot, findCgroupRoot } from "./cgroup-root.ts";
import { lackingFeatures } from "./kernel-features.ts";
import { kernelObstacle } from "./kernel-release.ts";
import { parseMountInfo } from "./mount-info.ts";
import { preparePinFolder } from "./pin-folder.ts";

/** What the machine is to be prepared for. */
export interface PreflightOptions {
  readonly pinFolder: string;
  /** Undefined: the root of cgroup v2. */
  readonly cgroup: string | undefined;
  readonly logger: Logger;
}

/** A machine on which the agent can work, or all that is in the way, with how to mend it. */
export type PreflightResult =
  | { readonly ok: true; readonly cgroup: CgroupRoot }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Sees whether the agent can work on this machine, and mounts a bpf file system if need be. */
export function preflight({ pinFolder, cgroup, logger }: PreflightOptions): PreflightResult {
  const capabilities = parseCapabilities(readFileSync("/proc/self/status", "utf8"));
  const lacking = lackingCapabilities(capabilities);
  const mounts = parseMountInfo(readFileSync("/proc/self/mountinfo", "utf8"));
  const root = findCgroupRoot(
    mounts,
    cgroup === undefined ? undefined : resolve(cgroup),
    cgroupInode,
  );
  const blocked = [
    ...lacking.map(
      (name) => `${name} is missing: run as root, or add it to the container's capabilities`,
    ),
    ...[kernelObstacle(release())].filter((obstacle) => obstacle !== undefined),
    ...(root.ok ? [] : [root.reason]),
  ];
  // Without capabilities each probe would only fail for the same reason.
  const problems = [...blocked, ...(lacking.length > 0 ? [] : lackingFeatures())];
  if (!root.ok || problems.length > 0) return { ok: false, problems };
  if (!capabilities.has("CAP_PERFMON") && !capabilities.has("CAP_SYS_ADMIN")) {
    logger.info("CAP_PERFMON is missing: the kernel adds barriers that make redirects slower");
  }
  const prepared = preparePinFolder(resolve(pinFolder));
  if (!prepared.ok) return { ok: false, problems: [prepared.reason] };
  if (prepared.value !== undefined) {
    logger.info({ mountPoint: prepared.value }, "Mounted a bpf file system");
  }
  return { ok: true, cgroup: root.value };
}

function cgroupInode(path: string): bigint | undefined {
  try {
    return cgroupId(path);
  } catch (error) {
    if (error instanceof BpfError) return undefined;
    throw error;
  }
}
