import { apiVersion, parsePolicy, policyKind } from "@localredirect/types";
import type { ParsedPolicy } from "@localredirect/types";
import { z } from "zod";

import type { ObjectIdentity } from "../../kubernetes-api/resource.ts";

/** A policy as the API has it: one that an older release or another CRD let in may be invalid. */
export interface StoredPolicy {
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  readonly reading: ParsedPolicy;
}

/** parsePolicy says what is wrong with it. */
const unread = z.unknown().optional();

/** What of the metadata a policy's meaning depends on; the rest changes with every status. */
const metadataSchema = z.looseObject({
  generation: z.int().min(0).catch(0),
  creationTimestamp: unread,
  deletionTimestamp: unread,
  annotations: unread,
  labels: unread,
});

const schema = z.object({ metadata: metadataSchema, spec: unread });

/** Reads a policy of the API by the rules of its CRD. */
export function readStoredPolicy(value: unknown, { name, uid }: ObjectIdentity): StoredPolicy {
  const { metadata, spec } = schema.parse(value);
  const { generation, creationTimestamp, deletionTimestamp, annotations, labels } = metadata;
  const known = {
    name,
    uid,
    generation,
    creationTimestamp,
    deletionTimestamp,
    annotations,
    labels,
  };
  const reading = parsePolicy({ apiVersion, kind: policyKind, metadata: known, spec });
  return { name, uid, generation, reading };
}
