import { setTimeout as sleep } from "node:timers/promises";

import { fullJitter } from "@localredirect/process";
import type { BackoffBounds } from "@localredirect/process";

import type { ObjectKey } from "../object-key.ts";
import { ApiError } from "./api-connection.ts";
import type { ApiConnection } from "./api-connection.ts";
import { parseListPage } from "./list-page.ts";
import { failuresOf, initialState, nextState } from "./list-watch-state.ts";
import type {
  Failure,
  Listing,
  ListWatchState,
  Outcome,
  Pausing,
  Watching,
} from "./list-watch-state.ts";
import type { StoredObject } from "./object-store.ts";
import { readIdentity, readItem } from "./read-item.ts";
import type { Item } from "./read-item.ts";
import { keyOf, listPath, revisionPath, watchPath } from "./resource.ts";
import type { ObjectIdentity, Resource } from "./resource.ts";
import { Sightings } from "./sightings.ts";
import { parseWatchEvent } from "./watch-event.ts";

/** What a list-watch tells as it goes. */
export interface ListWatchListener<T> {
  /** The first page of a list has come; nothing of it has been told yet. */
  listBegan(revision: number): void;
  /** An object's state; `isNew`: this list-watch did not have it. */
  present(stored: StoredObject<T>, isNew: boolean): void;
  /** An object that it had has gone, or is no longer selected. */
  absent(key: ObjectKey, uid: string): void;
  /** The last page has come, and what it did not find again has been told as absent. */
  listEnded(): void;
  /** Something has happened at a revision; a bookmark only says that nothing else has up to it. */
  reached(revision: number, by: "event" | "bookmark"): void;
  /** What cannot be done, since the last attempts have failed. Undefined: it goes well. */
  failing(reason: string | undefined): void;
  /** An object has come, which stays as it was where there are problems in reading it. */
  read(key: ObjectKey, problems: Item<T>["problems"]): void;
}

/**
 * How long an attempt may be put off, in milliseconds. API servers that come back protect themselves
 * from a rush, and after ten seconds nobody waits for them any more.
 */
const pauseBounds: BackoffBounds = { first: 200, last: 10_000 };

/** The longest pause that the API may ask for, in milliseconds. */
const longestRetryAfter = 60_000;

/** How long a watch may take, in seconds; spread, so that not all of them begin again at once. */
const watchSeconds = { least: 240, spread: 240 };

/** Failures in a row that are told: a single one mends itself, mostly. */
const failuresTold = 2;

/** Lists a resource and follows it from there on, whatever happens on the way. */
export class ListWatch<T> {
  readonly #resource: Resource<T>;
  readonly #connection: ApiConnection;
  readonly #listener: ListWatchListener<T>;
  readonly #pauses: BackoffBounds;
  readonly #sightings = new Sightings();
  #state: ListWatchState = initialState;
  #restart = new AbortController();
  #listed = false;
  #failing: string | undefined;

  /** `pauses` are shorter only where time is short, as in tests. */
  constructor(
    resource: Resource<T>,
    connection: ApiConnection,
    listener: ListWatchListener<T>,
    pauses: BackoffBounds = pauseBounds,
  ) {
    this.#resource = resource;
    this.#connection = connection;
    this.#listener = listener;
    this.#pauses = pauses;
  }

  /** Whether it has been listed once: from then on it has all objects, if late. */
  get listed(): boolean {
    return this.#listed;
  }

  /** Runs until the signal aborts; then it has nothing any more. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const outcome = await this.#perform(AbortSignal.any([signal, this.#restart.signal]));
      if (this.#restart.signal.aborted) {
        this.#restart = new AbortController();
        this.#state = initialState;
      } else {
        this.#state = nextState(this.#state, outcome);
      }
    }
  }

  /** Lists again from the beginning, whatever it does now. */
  relist(): void {
    this.#restart.abort();
  }

  /** Gives up all objects that it has; to be called once, after its signal has aborted. */
  release(): void {
    for (const [key, uid] of this.#sightings.entries()) this.#listener.absent(key, uid);
  }

  #perform(signal: AbortSignal): Promise<Outcome> {
    const state = this.#state;
    switch (state.kind) {
      case "listing":
        return this.#list(state, signal);
      case "watching":
        return this.#watch(state, signal);
      case "pausing":
        return this.#pause(state, signal);
    }
  }

  async #list({ continueToken }: Listing, signal: AbortSignal): Promise<Outcome> {
    try {
      const path = listPath(this.#resource, continueToken);
      const page = parseListPage(await this.#connection.get(path, signal));
      // Whoever aborts says what comes next.
      if (signal.aborted) return { kind: "paused" };
      this.#tell(undefined);
      if (continueToken === undefined) {
        this.#sightings.beginList();
        this.#listener.listBegan(page.revision);
      }
      for (const value of page.items) this.#present(readItem(this.#resource, value));
      if (page.continueToken === undefined) this.#endList();
      return { kind: "page", revision: page.revision, continueToken: page.continueToken };
    } catch (error) {
      return { kind: "list-failed", failure: this.#fail("listed", error, signal) };
    }
  }

  #endList(): void {
    for (const [key, uid] of this.#sightings.endList()) this.#listener.absent(key, uid);
    this.#listed = true;
    this.#listener.listEnded();
  }

  async #watch(state: Watching, signal: AbortSignal): Promise<Outcome> {
    const seconds = watchSeconds.least + Math.floor(Math.random() * watchSeconds.spread);
    let { revision } = state;
    let heard = false;
    try {
      if (state.failures > 0) await this.#confirm(revision, signal);
      const path = watchPath(this.#resource, revision, seconds);
      for await (const lines of this.#connection.lines(path, signal)) {
        if (signal.aborted) break;
        this.#tell(undefined);
        for (const line of lines) {
          revision = this.#take(line);
          heard = true;
        }
      }
      return { kind: "watch-ended", revision, heard, failure: undefined };
    } catch (error) {
      const failure = this.#fail("followed", error, signal);
      return { kind: "watch-ended", revision, heard, failure };
    }
  }

  /**
   * Asks whether the API is as far as a revision. While it could not be followed it may have been
   * restored from a backup, and an API server accepts a watch from a revision that is still to come:
   * it stays silent until it has got there.
   */
  async #confirm(revision: number, signal: AbortSignal): Promise<void> {
    const page = parseListPage(await this.#connection.get(revisionPath(this.#resource), signal));
    if (page.revision >= revision) return;
    throw new ApiError(
      "ahead",
      `The API is at revision ${page.revision}, after ${revision} before, as after a restore of etcd`,
    );
  }

  /** Takes one event, and returns how far that brings us. */
  #take(line: string): number {
    const event = parseWatchEvent(line);
    if (event.kind === "bookmark") {
      this.#listener.reached(event.revision, "bookmark");
      return event.revision;
    }
    if (event.kind === "present") this.#present(readItem(this.#resource, event.object));
    else this.#absent(readIdentity(event.object));
    this.#listener.reached(event.revision, "event");
    return event.revision;
  }

  async #pause({ attempt, atLeast }: Pausing, signal: AbortSignal): Promise<Outcome> {
    const jitter = fullJitter(attempt, Math.random(), this.#pauses);
    // An abort ends the pause, too.
    await sleep(Math.max(jitter, atLeast), undefined, { signal }).catch(() => undefined);
    return { kind: "paused" };
  }

  #present(item: Item<T>): void {
    const { key, uid, revision, object, problems } = item;
    this.#listener.read(key, problems);
    if (object !== undefined) {
      this.#listener.present({ key, uid, revision, object }, this.#sightings.see(key, uid));
    } else if (this.#sightings.has(key, uid)) {
      // What it last said stays, also at the end of a list.
      this.#sightings.see(key, uid);
    }
  }

  #absent(identity: ObjectIdentity): void {
    const key = keyOf(identity);
    if (this.#sightings.miss(key, identity.uid)) this.#listener.absent(key, identity.uid);
  }

  #fail(what: "listed" | "followed", error: unknown, signal: AbortSignal): Failure {
    if (!(error instanceof ApiError)) throw error;
    const isTold = failuresOf(this.#state) + 1 >= failuresTold && !signal.aborted;
    if (isTold) this.#tell(`${this.#resource.name} cannot be ${what}: ${explain(error)}`);
    return { code: error.code, retryAfter: Math.min(error.retryAfter, longestRetryAfter) };
  }

  #tell(reason: string | undefined): void {
    if (reason === this.#failing) return;
    this.#failing = reason;
    this.#listener.failing(reason);
  }
}

/** What is wrong, and what to do about it where that is for people to do. */
function explain({ code, message }: ApiError): string {
  switch (code) {
    case "forbidden":
      return `${message}; give the controller's ServiceAccount the verbs list and watch`;
    case "not-found":
      return `${message}; apply the CRDs of deploy/crds`;
    default:
      return message;
  }
}
