import { apiVersion, policyKind } from "@localredirect/types";
import { z } from "zod";

import type { ApiConnection } from "../kubernetes-api/api-connection.ts";
import type { ApiRequest } from "../kubernetes-api/api-writer.ts";
import { parseListPage } from "../kubernetes-api/list-page.ts";
import { readIdentity, readItem } from "../kubernetes-api/read-item.ts";
import { listPath } from "../kubernetes-api/resource.ts";
import type { Resource } from "../kubernetes-api/resource.ts";
import { readStatusObject } from "./status-object.ts";
import type { StatusObject } from "./status-object.ts";

/** A policy's status in the API. */
export interface StoredStatus {
  readonly uid: string;
  /** The object's resourceVersion. */
  readonly revision: number;
  /** Undefined: it has none yet. */
  readonly status: StatusObject | undefined;
}

/** Which policy: another one may have its name by now. */
export interface PolicyIdentity {
  readonly name: string;
  readonly uid: string;
}

/** The object that a status is written to, and no other state of it. */
export interface StatusTarget {
  readonly name: string;
  readonly revision: number;
}

/** Who writes, as `managedFields` shows it. */
const fieldManager = "localredirect-controller";

const folder = `/apis/${apiVersion}/localredirectpolicies`;

const schema = z.object({ status: z.unknown().optional() });

const statuses: Resource<StatusObject | undefined> = {
  name: "localredirectpolicies",
  path: folder,
  labelSelector: undefined,
  read: (value) => ({ ok: true, object: readStatusObject(schema.parse(value).status) }),
};

/**
 * The status of every policy in the API, by name.
 *
 * @throws {ApiError} when they cannot be listed
 */
export async function listStatuses(
  api: Pick<ApiConnection, "get">,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredStatus>> {
  const found = new Map<string, StoredStatus>();
  let continueToken: string | undefined;
  do {
    const page = parseListPage(await api.get(listPath(statuses, continueToken), signal));
    for (const value of page.items) {
      const { key, uid, revision, object } = readItem(statuses, value);
      found.set(key, { uid, revision, status: object });
    }
    ({ continueToken } = page);
  } while (continueToken !== undefined);
  return found;
}

/**
 * The status of one policy in the API; undefined: there is no such policy. It is asked for by a list,
 * which is what we may.
 *
 * @throws {ApiError} when it cannot be listed
 */
export async function findStatus(
  api: Pick<ApiConnection, "get">,
  name: string,
  signal: AbortSignal,
): Promise<StoredStatus | undefined> {
  const query = new URLSearchParams({ fieldSelector: `metadata.name=${name}` });
  const { items } = parseListPage(await api.get(`${folder}?${query.toString()}`, signal));
  for (const value of items) {
    const { key, uid, revision, object } = readItem(statuses, value);
    if (key === name) return { uid, revision, status: object };
  }
  return undefined;
}

/**
 * The object's resourceVersion in the answer to a write.
 *
 * @throws {ApiError} `malformed` when it has none
 */
export function readRevision(answer: string): number {
  return readIdentity(JSON.parse(answer)).revision;
}

/** The request that makes a policy's status say just this: server-side apply. */
export function applyStatus(target: StatusTarget, status: StatusObject): ApiRequest {
  // What others, or an older release, have written into our fields gives way.
  const query = new URLSearchParams({ fieldManager, force: "true" });
  return patchStatus(target, status, { query, contentType: "application/apply-patch+yaml" });
}

/**
 * The same as a merge patch, which takes conditions of others away: for an object that an older
 * release has stored in another shape, which the API server cannot apply anything to.
 */
export function replaceStatus(target: StatusTarget, status: StatusObject): ApiRequest {
  const query = new URLSearchParams({ fieldManager });
  return patchStatus(target, status, { query, contentType: "application/merge-patch+json" });
}

function patchStatus(
  { name, revision }: StatusTarget,
  status: StatusObject,
  { query, contentType }: { readonly query: URLSearchParams; readonly contentType: string },
): ApiRequest {
  const resourceVersion = String(revision);
  return {
    method: "PATCH",
    path: `${folder}/${encodeURIComponent(name)}/status?${query.toString()}`,
    contentType,
    // So that one that was made anew under this name is left alone; a uid would be ignored here.
    body: { apiVersion, kind: policyKind, metadata: { name, resourceVersion }, status },
  };
}
