import { z } from "zod";

import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { LeaseRecord, StoredLease } from "./lease.ts";

/** What the Lease of another holder may say of its duration, in seconds: it cannot lock us out. */
const durationBounds = { least: 1, most: 60 };

const specSchema = z.looseObject({
  holderIdentity: z.string().nullish(),
  leaseDurationSeconds: z.number().nullish(),
  acquireTime: z.string().nullish(),
  renewTime: z.string().nullish(),
  leaseTransitions: z.number().nullish(),
});

const leaseSchema = z.looseObject({ metadata: z.looseObject({}), spec: specSchema.nullish() });

/** Which Lease. */
export interface LeaseName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Reads a Lease of the API.
 *
 * @throws {ApiError} `malformed` when it is none
 */
export function readLease(text: string): StoredLease {
  const parsed = leaseSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new ApiError("malformed", "The answer is no Lease");
  return { record: readRecord(parsed.data.spec ?? {}), object: parsed.data };
}

/** The object that makes a Lease say something else. `before` undefined: there is none yet. */
export function leaseObject(
  { namespace, name }: LeaseName,
  record: LeaseRecord,
  before: StoredLease | undefined,
): object {
  const spec = {
    ...asObject(before?.object["spec"]),
    holderIdentity: record.holder ?? "",
    leaseDurationSeconds: Math.ceil(record.duration / 1000),
    acquireTime: record.acquireTime,
    renewTime: record.renewTime,
    leaseTransitions: record.transitions,
  };
  if (before !== undefined) return { ...before.object, spec };
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { namespace, name, labels },
    spec,
  };
}

/** Labels of what the controller makes itself. */
const labels = {
  "app.kubernetes.io/name": "localredirect",
  "app.kubernetes.io/component": "controller",
  "app.kubernetes.io/part-of": "localredirect",
  "app.kubernetes.io/managed-by": "localredirect-controller",
};

function readRecord(spec: z.output<typeof specSchema>): LeaseRecord {
  const { least, most } = durationBounds;
  const seconds = spec.leaseDurationSeconds ?? most;
  // Nobody holds a lease whose holder is empty: that is how one is given back.
  const holder = spec.holderIdentity === "" ? undefined : (spec.holderIdentity ?? undefined);
  return {
    holder,
    duration: Math.min(Math.max(seconds, least), most) * 1000,
    renewTime: spec.renewTime ?? undefined,
    acquireTime: spec.acquireTime ?? undefined,
    transitions: spec.leaseTransitions ?? 0,
  };
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
