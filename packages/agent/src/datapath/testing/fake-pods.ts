import type { PodFinder } from "../../pods/pod-finder.ts";
import type { PodCgroup } from "../content.ts";

/** Pods whose cgroups come and go as a test says; the token is the folder's name. */
export class FakePods implements PodFinder {
  readonly wanted: Map<string, readonly string[]> = new Map<string, readonly string[]>();
  readonly #cgroups = new Map<string, PodCgroup>();
  #listener: (keys: ReadonlySet<string>) => void = () => undefined;

  want(pods: ReadonlyMap<string, readonly string[]>): void {
    for (const [key, tokens] of pods) this.wanted.set(key, tokens);
  }

  forget(keys: Iterable<string>): void {
    for (const key of keys) this.wanted.delete(key);
  }

  find(key: string): PodCgroup | undefined {
    for (const token of this.wanted.get(key) ?? []) {
      const cgroup = this.#cgroups.get(token);
      if (cgroup !== undefined) return cgroup;
    }
    return undefined;
  }

  namesOf(ids: ReadonlySet<bigint>): ReadonlyMap<bigint, string> {
    const known = [...this.#cgroups].filter(([, { id }]) => ids.has(id));
    return new Map(known.map(([name, { id }]) => [id, name]));
  }

  onChange(listener: (keys: ReadonlySet<string>) => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.wanted.clear();
  }

  /** A pod's cgroup comes, or goes where it is undefined. */
  change(token: string, cgroup: PodCgroup | undefined): void {
    if (cgroup === undefined) this.#cgroups.delete(token);
    else this.#cgroups.set(token, cgroup);
    const keys = [...this.wanted].filter(([, tokens]) => tokens.includes(token));
    this.#listener(new Set(keys.map(([key]) => key)));
  }
}
