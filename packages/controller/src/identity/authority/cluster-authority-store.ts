import { ApiError } from "../../kubernetes-api/api-connection.ts";
import type { ConnectToCluster } from "../../kubernetes-api/connect-to-cluster.ts";
import type { Authority } from "./authority.ts";
import {
  authoritiesKey,
  authoritiesSecret,
  bundleConfigMap,
  bundleKey,
  readAuthorities,
  readBundle,
  readStoredText,
} from "./authority-objects.ts";
import type { ObjectName, StoredText } from "./authority-objects.ts";
import type { AuthorityStore, Stored } from "./authority-store.ts";

/** The Secret of the authorities and the ConfigMap of the bundle have one name. */
export const authorityName = "localredirect-ca";

/** Two objects of the cluster: a Secret with the authorities, a ConfigMap with the bundle. */
export class ClusterAuthorityStore implements AuthorityStore {
  readonly #connect: ConnectToCluster;
  readonly #name: ObjectName;

  /** `namespace`: the controllers' own. */
  constructor(connect: ConnectToCluster, namespace: string) {
    this.#connect = connect;
    this.#name = { namespace, name: authorityName };
  }

  async readBundle(signal: AbortSignal): Promise<Stored<readonly string[] | undefined>> {
    const stored = await this.#read("configmaps", bundleKey, signal);
    const value = stored?.text === undefined ? undefined : readBundle(stored.text);
    return { value, version: stored?.resourceVersion };
  }

  async readAuthorities(signal: AbortSignal): Promise<Stored<readonly Authority[]>> {
    const stored = await this.#read("secrets", authoritiesKey, signal);
    const value = stored?.text === undefined ? [] : readAuthorities(stored.text, this.#name);
    return { value, version: stored?.resourceVersion };
  }

  replaceBundle(
    { value, version }: Stored<readonly string[]>,
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.#replace(
      "configmaps",
      version,
      bundleConfigMap(this.#name, value, version),
      signal,
    );
  }

  replaceAuthorities(
    { value, version }: Stored<readonly Authority[]>,
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.#replace("secrets", version, authoritiesSecret(this.#name, value, version), signal);
  }

  async #read(kind: Kind, key: string, signal: AbortSignal): Promise<StoredText | undefined> {
    try {
      const api = await this.#connect();
      const text = await api.get(`${this.#folder(kind)}/${this.#name.name}`, signal);
      return readStoredText(JSON.parse(text), key);
    } catch (error) {
      if (error instanceof ApiError && error.code === "not-found") return undefined;
      throw error;
    }
  }

  /** Somebody else's object, made, changed or deleted since, is not replaced. */
  async #replace(
    kind: Kind,
    version: string | undefined,
    body: object,
    signal: AbortSignal,
  ): Promise<boolean> {
    const folder = this.#folder(kind);
    try {
      const api = await this.#connect();
      await api.send(
        version === undefined
          ? { method: "POST", path: folder, body }
          : { method: "PUT", path: `${folder}/${this.#name.name}`, body },
        signal,
      );
      return true;
    } catch (error) {
      if (error instanceof ApiError && isRace(error, version)) return false;
      throw error;
    }
  }

  #folder(kind: Kind): string {
    return `/api/v1/namespaces/${this.#name.namespace}/${kind}`;
  }
}

type Kind = "secrets" | "configmaps";

/** A PUT of an object that is gone is a race too; a POST where the namespace is missing is not. */
function isRace({ code }: ApiError, version: string | undefined): boolean {
  return code === "conflict" || (code === "not-found" && version !== undefined);
}
