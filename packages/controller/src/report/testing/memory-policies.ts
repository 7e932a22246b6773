import { ApiError } from "../../kubernetes-api/api-connection.ts";
import type { ApiRequest } from "../../kubernetes-api/api-writer.ts";
import type { ClusterApi } from "../../kubernetes-api/connect-to-cluster.ts";
import type { StoredStatus } from "../policy-api.ts";

/** As much of an API as holds the status of policies, and takes events. */
export class MemoryPolicies implements ClusterApi {
  readonly stored: Map<string, StoredStatus> = new Map<string, StoredStatus>();
  /** Requests that change something, as they came. */
  readonly requests: ApiRequest[] = [];
  /** Events by name. */
  readonly events: Map<string, object> = new Map<string, object>();
  lists = 0;
  /** The next requests that change something fail with these. */
  readonly failures: ApiError[] = [];
  /** While it is set, lists fail with it. */
  outage: ApiError | undefined;

  /** Policies that there are, without a status. */
  constructor(...names: readonly string[]) {
    for (const name of names) {
      this.stored.set(name, { uid: `uid-${name}`, revision: 1, status: undefined });
    }
  }

  get(path: string): Promise<string> {
    this.lists += 1;
    if (this.outage !== undefined) return Promise.reject(this.outage);
    const only = new URLSearchParams(path.split("?")[1]).get("fieldSelector");
    const items = [...this.stored]
      .filter(([name]) => only === null || only === `metadata.name=${name}`)
      .map(([name, { uid, revision, status }]) => ({
        metadata: { name, uid, resourceVersion: String(revision) },
        status,
      }));
    return Promise.resolve(JSON.stringify({ metadata: { resourceVersion: "1" }, items }));
  }

  send(request: ApiRequest): Promise<string> {
    this.requests.push(request);
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    if (!request.path.includes("/events")) return this.#takeStatus(request);
    this.#takeEvent(request);
    return Promise.resolve("{}");
  }

  lines(): never {
    throw new TypeError("Nothing is watched here");
  }

  #takeStatus({ body }: ApiRequest): Promise<string> {
    const { metadata, status } = body as {
      metadata: { name: string; resourceVersion: string };
      status: StoredStatus["status"];
    }; // what applyStatus makes
    const { name } = metadata;
    const known = this.stored.get(name);
    if (known === undefined) return Promise.reject(new ApiError("not-found", "There is none"));
    if (metadata.resourceVersion !== String(known.revision)) {
      return Promise.reject(new ApiError("conflict", "It is no longer what was read"));
    }
    const next = { uid: known.uid, revision: known.revision + 1, status };
    this.stored.set(name, next);
    const answer = { metadata: { name, uid: next.uid, resourceVersion: String(next.revision) } };
    return Promise.resolve(JSON.stringify(answer));
  }

  #takeEvent({ method, path, body }: ApiRequest): void {
    if (method === "POST") {
      const event = body as { metadata: { name: string } }; // what eventObject makes
      this.events.set(event.metadata.name, event);
      return;
    }
    const name = path.slice(path.lastIndexOf("/") + 1);
    const known = this.events.get(name);
    if (known === undefined) throw new ApiError("not-found", "There is no such event");
    this.events.set(name, { ...known, ...(body as object) });
  }
}
