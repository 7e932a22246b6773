import { type FSWatcher, watch } from "node:fs";

/** What a FolderWatches tells. */
export interface FolderWatchListener {
  /** Something came or went in a folder; the name is not always known. */
  readonly onChange: (folder: string) => void;
  /** A folder cannot be watched, for want of inotify watches as a rule. */
  readonly onError: (folder: string, error: Error) => void;
}

/** Watches folders for what comes and goes directly in them (inotify). */
export class FolderWatches {
  readonly #listener: FolderWatchListener;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(listener: FolderWatchListener) {
    this.#listener = listener;
  }

  /** Watches these folders and no others. Returns those that were not watched before. */
  set(folders: ReadonlySet<string>): readonly string[] {
    for (const folder of [...this.#watchers.keys()]) if (!folders.has(folder)) this.#drop(folder);
    return [...folders].filter((folder) => !this.#watchers.has(folder) && this.#add(folder));
  }

  /** Ends all watches. */
  close(): void {
    this.set(new Set());
  }

  #add(folder: string): boolean {
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        this.#listener.onChange(folder);
      });
      watcher.on("error", (error) => {
        this.#drop(folder);
        this.#listener.onError(folder, error);
      });
      this.#watchers.set(folder, watcher);
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!("code" in error) || error.code !== "ENOENT") this.#listener.onError(folder, error);
      return false;
    }
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
