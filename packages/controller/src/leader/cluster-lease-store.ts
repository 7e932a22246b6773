import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { ClusterApi, ConnectToCluster } from "../kubernetes-api/connect-to-cluster.ts";
import type { LeaseRecord, StoredLease } from "./lease.ts";
import { leaseObject, readLease } from "./lease-object.ts";
import type { LeaseName } from "./lease-object.ts";
import type { LeaseStore } from "./lease-store.ts";

/** A Lease object of the cluster. */
export class ClusterLeaseStore implements LeaseStore {
  readonly #connect: ConnectToCluster;
  readonly #name: LeaseName;

  constructor(connect: ConnectToCluster, name: LeaseName) {
    this.#connect = connect;
    this.#name = name;
  }

  async read(signal: AbortSignal): Promise<StoredLease | undefined> {
    const api = await this.#connect();
    try {
      return readLease(await api.get(`${this.#folder}/${this.#name.name}`, signal));
    } catch (error) {
      if (error instanceof ApiError && error.code === "not-found") return undefined;
      throw error;
    }
  }

  async replace(
    before: StoredLease | undefined,
    record: LeaseRecord,
    signal: AbortSignal,
  ): Promise<StoredLease | undefined> {
    const body = leaseObject(this.#name, record, before);
    try {
      return readLease(await this.#send(await this.#connect(), { before, body }, signal));
    } catch (error) {
      if (error instanceof ApiError && isRace(error, before)) return undefined;
      throw error;
    }
  }

  #send(
    api: ClusterApi,
    { before, body }: { readonly before: StoredLease | undefined; readonly body: object },
    signal: AbortSignal,
  ): Promise<string> {
    return before === undefined
      ? api.send({ method: "POST", path: this.#folder, body }, signal)
      : api.send({ method: "PUT", path: `${this.#folder}/${this.#name.name}`, body }, signal);
  }

  get #folder(): string {
    return `/apis/coordination.k8s.io/v1/namespaces/${this.#name.namespace}/leases`;
  }
}

/** A PUT of a Lease that is gone is a race too; a POST where the namespace is missing is not. */
function isRace({ code }: ApiError, before: StoredLease | undefined): boolean {
  return code === "conflict" || (code === "not-found" && before !== undefined);
}
