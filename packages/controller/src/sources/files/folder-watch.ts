import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";

import { isManifestName } from "./folder-reader.ts";

/** What the kernel has told since the last look. */
export interface FolderEvents {
  /** Files that something happened to. */
  readonly names: readonly string[];
  /** Something happened that may concern any file: a link was turned, the folder moved. */
  readonly everything: boolean;
}

/**
 * Watches a folder through the kernel, and finds it again when another one takes its place. Events
 * only say where to look; what is missed is found by the next scan.
 */
export class FolderWatch {
  readonly #path: string;
  readonly #wake: () => void;
  #watcher: FSWatcher | undefined;
  /** Of the folder that is watched. */
  #identity: string | undefined;
  readonly #names = new Set<string>();
  #everything = false;

  /** `wake` is called at each event. */
  constructor(path: string, wake: () => void) {
    this.#path = path;
    this.#wake = wake;
  }

  /** Watches the folder that now has the path, if there is one. Call before each scan. */
  async renew(): Promise<void> {
    const identity = await identify(this.#path);
    if (identity !== undefined && identity === this.#identity) return;
    this.close();
    if (identity === undefined) return;
    try {
      this.#watcher = watch(this.#path, (_event, name) => {
        this.#note(name);
      });
      this.#watcher.on("error", () => {
        this.close();
      });
      this.#identity = identity;
    } catch {
      // Gone again, or no watch is left (fs.inotify.max_user_watches): the scans go on without.
      this.close();
    }
  }

  /** Whether something has happened to a file that `take` has not told yet. */
  concerns(name: string): boolean {
    return this.#everything || this.#names.has(name);
  }

  /** What has happened since the last call. */
  take(): FolderEvents {
    const events = { names: [...this.#names], everything: this.#everything };
    this.#names.clear();
    this.#everything = false;
    return events;
  }

  /** Ends the watch; a second call does nothing. */
  close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#identity = undefined;
  }

  #note(name: string | null): void {
    if (name !== null && isManifestName(name)) this.#names.add(name);
    // Hidden names are those of mounted ConfigMaps, where `..data` is turned to a new folder.
    else if (name === null || name.startsWith(".")) this.#everything = true;
    else if (name === basename(this.#path)) this.#forget();
    else return;
    this.#wake();
  }

  /** The folder itself was moved or deleted. */
  #forget(): void {
    this.#everything = true;
    this.#identity = undefined;
  }
}

/** Differs for two folders also where the second got the inode of the first. */
async function identify(path: string): Promise<string | undefined> {
  try {
    const { dev, ino, birthtimeNs } = await stat(path, { bigint: true });
    return [dev, ino, birthtimeNs].join(":");
  } catch {
    return undefined;
  }
}
