import { apiVersion, policyKind } from "@localredirect/types";
import { z } from "zod";

import type { ApiConnection } from "../kubernetes-api/api-connection.ts";
import type { ApiRequest } from "../kubernetes-api/api-writer.ts";
import { parseListPage } from "../kubernetes-api/list-page.ts";
import { readItem } from "../kubernetes-api/read-item.ts";
import { listPath } from "../kubernetes-api/resource.ts";
import type { Resource } from "../kubernetes-api/resource.ts";
import { readStatusObject } from "./status-object.ts";
import type { StatusObject } from "./status-object.ts";

/** A policy's status in the API. */
export interface StoredStatus {
  readonly uid: string;
  /** Undefined: it has none yet. */
  readonly status: StatusObject | undefined;
}

/** Whose a status is: another policy may have its name by now. */
export interface PolicyIdentity {
  readonly name: string;
  readonly uid: string;
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
      const { key, uid, object } = readItem(statuses, value);
      found.set(key, { uid, status: object });
    }
    ({ continueToken } = page);
  } while (continueToken !== undefined);
  return found;
}

/** The request that makes a policy's status say just this: server-side apply. */
export function applyStatus(policy: PolicyIdentity, status: StatusObject): ApiRequest {
  // What others, or an older release, have written into our fields gives way.
  const query = new URLSearchParams({ fieldManager, force: "true" });
  return patchStatus(policy, status, { query, contentType: "application/apply-patch+yaml" });
}

/**
 * The same as a merge patch, which takes conditions of others away: for an object that an older
 * release has stored in another shape, which the API server cannot apply anything to.
 */
export function replaceStatus(policy: PolicyIdentity, status: StatusObject): ApiRequest {
  const query = new URLSearchParams({ fieldManager });
  return patchStatus(policy, status, { query, contentType: "application/merge-patch+json" });
}

function patchStatus(
  { name, uid }: PolicyIdentity,
  status: StatusObject,
  { query, contentType }: { readonly query: URLSearchParams; readonly contentType: string },
): ApiRequest {
  return {
    method: "PATCH",
    path: `${folder}/${encodeURIComponent(name)}/status?${query.toString()}`,
    contentType,
    // With the uid, a policy that was made anew under this name is left alone.
    body: { apiVersion, kind: policyKind, metadata: { name, uid }, status },
  };
}
