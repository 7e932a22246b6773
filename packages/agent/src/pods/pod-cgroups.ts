import type { Logger } from "@localredirect/process";
import type { PodCgroup } from "../datapath/content.ts";
import { type CgroupFolder, type CgroupTree, foldersAbove, listCgroups } from "./cgroup-folders.ts";
import { podFolderToken } from "./cgroup-name.ts";
import { FolderWatches } from "./folder-watches.ts";
import type { PodFinder } from "./pod-finder.ts";
import { tokenMatcher } from "./token-matcher.ts";

/** How to look for pods. */
export interface PodCgroupsOptions {
  readonly tree: CgroupTree;
  readonly logger: Logger;
}

/** Folders that come at once are looked at together; a pod's first process comes much later. */
const settleMilliseconds = 10;

/**
 * While a pod is not found, its folder may come where nobody watches: the tree is searched again,
 * soon and then ever more rarely, as many pods (those of finished jobs) never get one again.
 */
const searchMilliseconds = { first: 250, most: 60_000 };

interface WantedPod {
  readonly tokens: readonly string[];
  found: PodCgroup | undefined;
}

/** Finds the cgroups of pods, and finds them again as they come and go. */
export class PodCgroups implements PodFinder {
  readonly #tree: CgroupTree;
  readonly #logger: Logger;
  readonly #wanted = new Map<string, WantedPod>();
  readonly #watches: FolderWatches;
  #listener: (keys: ReadonlySet<string>) => void = () => undefined;
  #settling: NodeJS.Timeout | undefined;
  #searching: NodeJS.Timeout | undefined;
  #searchDelay = searchMilliseconds.first;

  constructor({ tree, logger }: PodCgroupsOptions) {
    this.#tree = tree;
    this.#logger = logger;
    this.#watches = new FolderWatches({
      onChange: () => {
        this.#settle();
      },
      onError: (folder, error) => {
        logger.warn({ folder, err: error }, "Cannot watch a cgroup; new pods are found later");
      },
    });
  }

  onChange(listener: (keys: ReadonlySet<string>) => void): void {
    this.#listener = listener;
  }

  want(pods: ReadonlyMap<string, readonly string[]>): void {
    const fresh = [...pods].filter(([key]) => !this.#wanted.has(key));
    if (fresh.length === 0) return;
    for (const [key, tokens] of fresh) this.#wanted.set(key, { tokens, found: undefined });
    this.#searchDelay = searchMilliseconds.first;
    const changed = this.#search();
    for (const [key] of fresh) changed.delete(key);
    this.#tell(changed);
  }

  forget(keys: Iterable<string>): void {
    for (const key of keys) this.#wanted.delete(key);
    if (this.#wanted.size === 0) this.close();
  }

  find(key: string): PodCgroup | undefined {
    return this.#wanted.get(key)?.found;
  }

  namesOf(ids: ReadonlySet<bigint>): ReadonlyMap<bigint, string> {
    const names = new Map<bigint, string>();
    if (ids.size === 0) return names;
    for (const folder of listCgroups(
      this.#tree,
      ({ name }) => podFolderToken(name) !== undefined,
    )) {
      const id = this.#idOf(folder);
      if (id !== undefined && ids.has(id)) names.set(id, folder.name);
    }
    return names;
  }

  close(): void {
    clearTimeout(this.#settling);
    clearTimeout(this.#searching);
    this.#settling = undefined;
    this.#watches.close();
  }

  /** Looks again, once for all that happens within a short time. */
  #settle(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      this.#tell(this.#search());
    }, settleMilliseconds);
    this.#settling.unref();
  }

  /** Looks through the whole tree. Returns the keys of pods that are elsewhere than before. */
  #search(): Set<string> {
    const tokens = new Map([...this.#wanted].map(([key, pod]) => [key, pod.tokens]));
    const match = tokenMatcher(tokens);
    const folders = new Map<string, CgroupFolder>();
    const parents = new Set([this.#tree.path]);
    const isPod = (folder: CgroupFolder): boolean => {
      const keys = match(folder);
      for (const key of keys) if (!folders.has(key)) folders.set(key, folder);
      return keys.length > 0 || podFolderToken(folder.name) !== undefined;
    };
    for (const folder of listCgroups(this.#tree, isPod)) {
      if (folder.name.includes("kubepods")) parents.add(folder.path);
    }
    const changed = this.#settleOn(folders);
    for (const folder of folders.values()) {
      for (const parent of foldersAbove(this.#tree, folder)) parents.add(parent);
    }
    // What came into a folder before it was watched would go unseen.
    if (this.#watches.set(parents).length > 0) this.#settle();
    this.#searchLater();
    return changed;
  }

  #settleOn(folders: ReadonlyMap<string, CgroupFolder>): Set<string> {
    const changed = new Set<string>();
    for (const [key, pod] of this.#wanted) {
      const folder = folders.get(key);
      const id = folder === undefined ? undefined : this.#idOf(folder);
      if (id !== pod.found?.id) changed.add(key);
      pod.found = folder && id !== undefined ? { id, level: folder.level } : undefined;
    }
    return changed;
  }

  #searchLater(): void {
    clearTimeout(this.#searching);
    if ([...this.#wanted.values()].every(({ found }) => found !== undefined)) return;
    this.#searching = setTimeout(() => {
      this.#searchDelay = Math.min(2 * this.#searchDelay, searchMilliseconds.most);
      this.#tell(this.#search());
    }, this.#searchDelay);
    this.#searching.unref();
  }

  #tell(changed: ReadonlySet<string>): void {
    if (changed.size === 0) return;
    this.#searchDelay = searchMilliseconds.first;
    this.#logger.debug({ pods: changed.size }, "Cgroups of pods came or went");
    this.#listener(changed);
  }

  #idOf({ path }: CgroupFolder): bigint | undefined {
    try {
      return this.#tree.idOf(path);
    } catch {
      return undefined; // it went meanwhile
    }
  }
}
