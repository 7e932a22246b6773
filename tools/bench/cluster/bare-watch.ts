import { type ChildProcess, fork } from "node:child_process";

/** Which API server is watched, and as whom; all in PEM. */
export interface BareWatchOptions {
  readonly url: string;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
  /** After which revision. */
  readonly revision: string;
}

/** The watch has got an event of a pod. */
export interface PodSighting {
  readonly pod: string;
  /** In milliseconds as monotonicTime has them. */
  readonly at: number;
}

/** A bare watch client in a process of its own. */
export class BareWatch implements Disposable {
  readonly #child: ChildProcess;
  #waiting: { readonly pod: string; readonly seen: PromiseWithResolvers<number> } | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (message) => {
      // What our own worker of the same checkout sends.
      const { pod, at } = message as PodSighting;
      if (pod === this.#waiting?.pod) this.#waiting.seen.resolve(at);
    });
    child.on("exit", () => {
      this.#waiting?.seen.reject(new Error("The bare watch has ended"));
    });
  }

  /** Starts it; returns when it watches. */
  static async start(options: BareWatchOptions): Promise<BareWatch> {
    const child = fork(`${import.meta.dirname}/bare-watch-worker.ts`, { stdio: "inherit" });
    const begun = Promise.withResolvers<undefined>();
    child.once("message", () => {
      begun.resolve(undefined);
    });
    child.once("exit", () => {
      begun.reject(new Error("The bare watch could not begin"));
    });
    child.send(options);
    await begun.promise;
    return new BareWatch(child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** When the next event of a pod comes, as PodSighting.at. */
  next(pod: string): Promise<number> {
    const seen = Promise.withResolvers<number>();
    this.#waiting = { pod, seen };
    return seen.promise;
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }
}
