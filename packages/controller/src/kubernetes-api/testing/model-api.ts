import { ApiError } from "../api-connection.ts";
import type { ApiConnection, ApiErrorCode } from "../api-connection.ts";

/** What happens to a model's objects, or to whoever asks it, one after the other. */
export type ModelStep =
  | { readonly kind: "set" | "delete"; readonly name: string }
  /** History is forgotten. */
  | { readonly kind: "compact" }
  /** Only half of what has happened is still there, as after a restore of etcd from a backup. */
  | { readonly kind: "restore" }
  /** The request under way fails, or the watch breaks. */
  | { readonly kind: "fail"; readonly code: ApiErrorCode }
  /** The watch ends in order. */
  | { readonly kind: "end" };

interface ModelObject {
  readonly uid: string;
  readonly revision: number;
}

interface ModelEvent extends ModelObject {
  readonly type: "ADDED" | "DELETED";
  readonly name: string;
}

/** Small, so that few objects make several pages. */
const pageSize = 2;

/**
 * An API of one kind of object, with pages, history and compaction. Each answer is followed by one
 * more step of what is to happen; when all have, it answers without a fault.
 */
export class ModelApi implements ApiConnection {
  readonly now: Map<string, ModelObject> = new Map<string, ModelObject>();
  readonly #steps: ModelStep[];
  readonly #settled: () => void;
  #history: ModelEvent[] = [];
  #revision = 1;
  #made = 0;
  #compacted = 0;

  /** `settled` is called when all has happened and been told. */
  constructor(steps: readonly ModelStep[], settled: () => void) {
    this.#steps = [...steps];
    this.#settled = settled;
  }

  async get(path: string, signal: AbortSignal): Promise<string> {
    await Promise.resolve();
    signal.throwIfAborted();
    this.#happen();
    const token = new URL(path, "http://model").searchParams.get("continue");
    const [revision = this.#revision, index = 0] =
      token === null ? [] : token.split("-").map(Number);
    if (revision < this.#compacted) throw new ApiError("expired", "The token is too old");
    if (revision > this.#revision) throw new ApiError("ahead", "The token is of the future");
    const objects = [...this.#at(revision)];
    const next = index + pageSize;
    const items = objects.slice(index, next).map(([name, object]) => this.#json(name, object));
    const more = next < objects.length ? `${revision}-${next}` : "";
    return JSON.stringify({
      metadata: { resourceVersion: String(revision), continue: more },
      items,
    });
  }

  async *lines(path: string, signal: AbortSignal): AsyncGenerator<readonly string[]> {
    let reached = Number(new URL(path, "http://model").searchParams.get("resourceVersion"));
    yield [];
    for (;;) {
      await Promise.resolve();
      if (signal.aborted) return;
      const isOver = this.#steps.length === 0;
      if (this.#happen() === "end") return;
      if (reached < this.#compacted) throw new ApiError("expired", "The revision is too old");
      const events = this.#history.filter(({ revision }) => revision > reached);
      // A watch from the future says nothing until then.
      reached = Math.max(reached, this.#revision);
      yield events.map(({ type, name, ...object }) =>
        JSON.stringify({ type, object: this.#json(name, object) }),
      );
      if (!isOver) continue;
      this.#settled();
      return;
    }
  }

  #happen(): "end" | undefined {
    const step = this.#steps.shift();
    switch (step?.kind) {
      case "fail":
        throw new ApiError(step.code, "It is to fail");
      case "end":
        return "end";
      case "compact":
        this.#compacted = this.#revision;
        break;
      case "restore":
        this.#restore();
        throw new ApiError("unreachable", "It is being restored");
      case "set":
      case "delete":
        this.#change(step.kind, step.name);
    }
    return undefined;
  }

  #change(kind: "set" | "delete", name: string): void {
    const before = this.now.get(name);
    if (kind === "delete" && before === undefined) return;
    this.#revision += 1;
    const revision = this.#revision;
    if (before === undefined) this.#made += 1;
    const object = { uid: before?.uid ?? `uid-${this.#made}`, revision };
    this.#history.push({ type: kind === "set" ? "ADDED" : "DELETED", name, ...object });
    if (kind === "set") this.now.set(name, object);
    else this.now.delete(name);
  }

  #restore(): void {
    this.#history = this.#history.slice(0, this.#history.length / 2);
    this.#revision = this.#history.at(-1)?.revision ?? 1;
    this.#compacted = Math.min(this.#compacted, this.#revision);
    this.now.clear();
    for (const [name, object] of this.#at(this.#revision)) this.now.set(name, object);
  }

  /** All pages of a list are of one revision. */
  #at(revision: number): ReadonlyMap<string, ModelObject> {
    const objects = new Map<string, ModelObject>();
    for (const { type, name, ...object } of this.#history) {
      if (object.revision > revision) break;
      if (type === "ADDED") objects.set(name, object);
      else objects.delete(name);
    }
    return objects;
  }

  #json(name: string, { uid, revision }: ModelObject): object {
    return { metadata: { name, uid, resourceVersion: String(revision) } };
  }
}
