import type { ObjectKey } from "../../object-key.ts";
import type { SourceProblem } from "../source-problem.ts";
import type { Item } from "../../kubernetes-api/read-item.ts";

/** Objects that cannot be read and are named; they would all be of one kind of error. */
const mostUnreadable = 100;

/** What is wrong in reading the API, apart from what policies say. */
export class ProblemBoard {
  readonly #failing = new Map<string, SourceProblem>();
  readonly #unreadable = new Map<string, readonly SourceProblem[]>();
  readonly #notes = new Set<SourceProblem>();
  readonly #onChange: () => void;

  /** `onChange` is called when something has changed. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** All that is wrong now. */
  all(): readonly SourceProblem[] {
    return [...this.#notes, ...this.#failing.values(), ...[...this.#unreadable.values()].flat()];
  }

  /** Something that is named cannot be done. Undefined: it can again. */
  failing(name: string, reason: string | undefined): void {
    if (reason === undefined && !this.#failing.has(name)) return;
    if (reason === undefined) this.#failing.delete(name);
    else this.#failing.set(name, problem(undefined, undefined, reason));
    this.#onChange();
  }

  /** What cannot be read of an object, `KIND KEY`; none: all can. */
  read(kind: string, key: ObjectKey, problems: Item<unknown>["problems"]): void {
    const id = `${kind} ${key}`;
    if (problems.length === 0) {
      if (this.#unreadable.delete(id)) this.#onChange();
    } else if (this.#unreadable.has(id) || this.#unreadable.size < mostUnreadable) {
      this.#unreadable.set(
        id,
        problems.map(({ path, reason }) => problem(id, path, reason)),
      );
      this.#onChange();
    }
  }

  /** Something has happened that people are to know of, for some milliseconds. */
  note(reason: string, duration: number): void {
    const noted = problem(undefined, undefined, reason);
    this.#notes.add(noted);
    this.#onChange();
    setTimeout(() => {
      this.#notes.delete(noted);
      this.#onChange();
    }, duration).unref();
  }
}

function problem(
  object: string | undefined,
  path: string | undefined,
  reason: string,
): SourceProblem {
  return { severity: "error", origin: "kubernetes", object, path, reason };
}
