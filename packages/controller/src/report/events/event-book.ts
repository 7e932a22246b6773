import type { PolicyIdentity } from "../policy-api.ts";
import { eventName } from "./event-object.ts";
import type { EventSeries } from "./event-object.ts";
import type { PolicyEvent } from "./policy-transitions.ts";

/** How long after the last time another one still counts as the same event, in milliseconds. */
const sameFor = 10 * 60_000;

/** Events that are remembered, so that there is a bound; more than all reasons of 50 policies. */
export const maxEvents = 1000;

/** A series and whether the API has it. */
interface BookEntry {
  series: EventSeries;
  isWritten: boolean;
}

/** The events of the last minutes, and how often each has happened. Reads no clock. */
export class EventBook {
  /** By policy and reason, the one that happened least recently first. */
  readonly #entries = new Map<string, BookEntry>();
  readonly #unique: () => string;

  /** `unique`: sixteen digits, others each time. */
  constructor(unique: () => string) {
    this.#unique = unique;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Notes that an event has happened, and returns its key. Undefined: there is no room. */
  note(
    policy: PolicyIdentity,
    event: PolicyEvent,
    now: number,
    isBusy: (key: string) => boolean,
  ): string | undefined {
    this.#forget(now, isBusy);
    const key = `${policy.uid}/${event.reason}`;
    const known = this.#entries.get(key);
    if (known === undefined && this.#entries.size >= maxEvents) return undefined;
    const entry = known ?? this.#begin(policy, event, now);
    const { count } = entry.series;
    // What it is about in detail, the status says; an event's note cannot be changed.
    entry.series = { ...entry.series, lastAt: now, count: count + 1 };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return key;
  }

  get(key: string): Readonly<BookEntry> | undefined {
    return this.#entries.get(key);
  }

  /** The API has a series as it is now. */
  written(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) entry.isWritten = true;
  }

  /** The API no longer has it: it begins anew with what has happened since. */
  renew(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const { policy, lastAt } = entry.series;
    const name = eventName(policy, this.#unique());
    entry.series = { ...entry.series, name, firstAt: lastAt, count: 1 };
    entry.isWritten = false;
  }

  /** It is given up. */
  drop(key: string): void {
    this.#entries.delete(key);
  }

  #begin(policy: PolicyIdentity, event: PolicyEvent, now: number): BookEntry {
    const name = eventName(policy, this.#unique());
    const series = { policy, event, name, firstAt: now, lastAt: now, count: 0 };
    return { series, isWritten: false };
  }

  /** Old ones, and the oldest where there is no room, but none that still is to be written. */
  #forget(now: number, isBusy: (key: string) => boolean): void {
    for (const [key, { series }] of this.#entries) {
      const isOld = now - series.lastAt > sameFor;
      if (!isOld && this.#entries.size < maxEvents) return;
      if (!isBusy(key)) this.#entries.delete(key);
    }
  }
}
