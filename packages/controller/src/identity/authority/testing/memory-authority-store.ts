import type { Authority } from "../authority.ts";
import type { AuthorityStore, Stored } from "../authority-store.ts";

/** What the cluster holds, refusing who did not read the last state; every bundle with its time. */
export class MemoryAuthorityStore implements AuthorityStore {
  /** When what happens next does; the test says it. */
  now = 0;
  readonly bundles: { readonly from: number; readonly bundle: readonly string[] }[] = [];
  #authorities: readonly Authority[] = [];
  #authoritiesVersion = 0;

  readBundle(): Promise<Stored<readonly string[] | undefined>> {
    const value = this.bundles.at(-1)?.bundle;
    return Promise.resolve({ value, version: String(this.bundles.length) });
  }

  readAuthorities(): Promise<Stored<readonly Authority[]>> {
    const version = String(this.#authoritiesVersion);
    return Promise.resolve({ value: this.#authorities, version });
  }

  replaceBundle({ value, version }: Stored<readonly string[]>): Promise<boolean> {
    const isCurrent = version === String(this.bundles.length);
    if (isCurrent) this.bundles.push({ from: this.now, bundle: value });
    return Promise.resolve(isCurrent);
  }

  replaceAuthorities({ value, version }: Stored<readonly Authority[]>): Promise<boolean> {
    const isCurrent = version === String(this.#authoritiesVersion);
    if (isCurrent) {
      this.#authorities = value;
      this.#authoritiesVersion += 1;
    }
    return Promise.resolve(isCurrent);
  }
}
