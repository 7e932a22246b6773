import { randomBytes } from "node:crypto";

import { fullJitter } from "@localredirect/process";
import type { BackoffBounds, Logger } from "@localredirect/process";

import { Alarm } from "../../alarm.ts";
import { ApiError } from "../../kubernetes-api/api-connection.ts";
import type { ApiRequest } from "../../kubernetes-api/api-writer.ts";
import type { ConnectToCluster } from "../../kubernetes-api/connect-to-cluster.ts";
import { KeyedQueue } from "../keyed-queue.ts";
import type { QueueLimits } from "../keyed-queue.ts";
import type { PolicyIdentity } from "../policy-api.ts";
import type { ReportMetrics } from "../report-metrics.ts";
import { EventBook } from "./event-book.ts";
import { eventNamespace, eventObject, seriesPatch } from "./event-object.ts";
import type { EventSeries } from "./event-object.ts";
import type { PolicyEvent } from "./policy-transitions.ts";

/** What a writer of events works with. */
export interface EventWriterOptions {
  readonly connect: ConnectToCluster;
  /** Which of the controllers this is, for people. */
  readonly instance: string;
  readonly metrics: ReportMetrics;
  readonly logger: Logger;
  /** Faster only where time is short, as in tests. */
  readonly pace?: EventPace;
}

/** How fast events are written. */
export interface EventPace {
  readonly limits: QueueLimits;
  /** How long an attempt may be put off. */
  readonly pauses: BackoffBounds;
}

/** Events are many when a cluster starts; of one that repeats, the count is written now and then. */
const usualPace: EventPace = {
  limits: { perSecond: 5, burst: 25, perKey: 10_000 },
  pauses: { first: 500, last: 15_000 },
};

/** Attempts for one event: the status says what matters, also without it. */
const mostAttempts = 5;

const folder = `/apis/events.k8s.io/v1/namespaces/${eventNamespace}/events`;

/** Writes events of policies to the API; those that repeat as one with a count. */
export class EventWriter {
  readonly #options: EventWriterOptions;
  readonly #book = new EventBook(() => randomBytes(8).toString("hex"));
  readonly #queue: KeyedQueue;
  readonly #pauses: BackoffBounds;
  readonly #alarm = new Alarm();
  /** Failed attempts in a row, by key. */
  readonly #failures = new Map<string, number>();

  constructor(options: EventWriterOptions) {
    const { limits, pauses } = options.pace ?? usualPace;
    this.#options = options;
    this.#queue = new KeyedQueue(limits);
    this.#pauses = pauses;
  }

  /** Takes events of a policy to be written soon. */
  report(policy: PolicyIdentity, events: readonly PolicyEvent[]): void {
    const { metrics } = this.#options;
    for (const event of events) {
      const isBusy = (key: string): boolean => this.#queue.has(key);
      const key = this.#book.note(policy, event, Date.now(), isBusy);
      if (key === undefined) metrics.events.inc({ result: "dropped" });
      else this.#queue.add(key);
    }
    metrics.eventQueue.set(this.#queue.size);
    this.#alarm.ring();
  }

  /** Writes until the signal aborts; what waits then is not written any more. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", () => {
      this.#alarm.ring();
    });
    while (!signal.aborted) {
      const now = performance.now();
      const turn = this.#queue.take(now);
      if (turn.kind === "key") await this.#write(turn.key, signal);
      else await this.#alarm.wait(Math.min(Math.max(0, turn.until - now), longestTimer));
      this.#options.metrics.eventQueue.set(this.#queue.size);
    }
  }

  async #write(key: string, signal: AbortSignal): Promise<void> {
    const entry = this.#book.get(key);
    if (entry === undefined) return;
    const { series, isWritten } = entry;
    try {
      const api = await this.#options.connect();
      await api.send(isWritten ? repeat(series) : create(series, this.#options.instance), signal);
      this.#succeed(key);
    } catch (error) {
      if (!signal.aborted) this.#fail(key, isWritten, error);
    }
  }

  #succeed(key: string): void {
    this.#book.written(key);
    this.#failures.delete(key);
    this.#options.metrics.events.inc({ result: "written" });
  }

  #fail(key: string, wasWritten: boolean, error: unknown): void {
    const code = error instanceof ApiError ? error.code : undefined;
    // The answer to the first attempt was lost: the API has it.
    if (code === "conflict" && !wasWritten) {
      this.#succeed(key);
      return;
    }
    // After an hour the API forgets events.
    if (code === "not-found" && wasWritten) this.#book.renew(key);
    this.#retry(key, error);
  }

  #retry(key: string, error: unknown): void {
    const { metrics, logger } = this.#options;
    const failures = (this.#failures.get(key) ?? 0) + 1;
    if (failures < mostAttempts) {
      this.#failures.set(key, failures);
      metrics.events.inc({ result: "failed" });
      const pause = fullJitter(failures - 1, Math.random(), this.#pauses);
      this.#queue.add(key, performance.now() + pause);
      return;
    }
    this.#failures.delete(key);
    this.#book.drop(key);
    metrics.events.inc({ result: "dropped" });
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({ event: key, reason }, "an event cannot be written");
  }
}

/** The longest that a timer of Node can be set to, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

function create(series: EventSeries, instance: string): ApiRequest {
  return { method: "POST", path: folder, body: eventObject(series, instance) };
}

function repeat(series: EventSeries): ApiRequest {
  return {
    method: "PATCH",
    path: `${folder}/${series.name}`,
    contentType: "application/merge-patch+json",
    body: seriesPatch(series),
  };
}
