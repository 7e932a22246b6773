import { parsePolicy, policyKind } from "@localredirect/types";
import type { LocalRedirectPolicy } from "@localredirect/types";
import { z } from "zod";

import { deriveUid } from "./derive-uid.ts";
import type { Reading } from "../../reading.ts";

/** A policy as its manifest has it. */
export interface PolicyManifest {
  readonly policy: LocalRedirectPolicy;
  /** False: the manifest has none, so that the changes of its spec are to be counted. */
  readonly generationGiven: boolean;
}

const withGeneration = z.object({ metadata: z.object({ generation: z.int().min(1) }) });

/** Reads a policy's manifest by the rules of its CRD; a uid and a generation may be missing. */
export function readPolicy(value: unknown): Reading<PolicyManifest> {
  const result = parsePolicy(value);
  if (!result.ok) return result;
  const { policy } = result;
  const { name, uid, generation } = policy.metadata;
  const metadata = { ...policy.metadata, uid: uid === "" ? deriveUid(policyKind, name) : uid };
  return {
    ok: true,
    object: { policy: { ...policy, metadata }, generationGiven: generation !== 0 },
  };
}

/** metadata.generation of a manifest that may be wrong otherwise. */
export function generationOf(value: unknown): number | undefined {
  const result = withGeneration.safeParse(value);
  return result.success ? result.data.metadata.generation : undefined;
}
