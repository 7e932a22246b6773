import type { Logger } from "@localredirect/process";
import type { PolicyStatus } from "@localredirect/types";

import { Alarm } from "../alarm.ts";
import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { ClusterApi, ConnectToCluster } from "../kubernetes-api/connect-to-cluster.ts";
import { isHolding, longestHold } from "./hold-back.ts";
import { KeyedQueue } from "./keyed-queue.ts";
import type { QueueLimits } from "./keyed-queue.ts";
import {
  applyStatus,
  findStatus,
  listStatuses,
  readRevision,
  replaceStatus,
} from "./policy-api.ts";
import type { PolicyIdentity, StoredStatus } from "./policy-api.ts";
import type { ReportMetrics, StatusWriteResult } from "./report-metrics.ts";
import type { StatusObject } from "./status-object.ts";
import type { StatusSource } from "./status-source.ts";
import { planWrite } from "./write-plan.ts";
import { pauseAfter, reasonOf, resultOf } from "./write-failure.ts";
import type { WritePlan } from "./write-plan.ts";

/** What has been written: the status before and after. */
export type WrittenListener = (
  policy: PolicyIdentity,
  before: StatusObject | undefined,
  after: StatusObject,
) => void;

/** What a term works with. */
export interface StatusTermOptions {
  readonly connect: ConnectToCluster;
  readonly source: StatusSource;
  readonly metrics: ReportMetrics;
  readonly logger: Logger;
  readonly onWritten: WrittenListener;
}

/** A thousand policies are written in a minute; one that flaps costs the API a write each second. */
const limits: QueueLimits = { perSecond: 20, burst: 20, perKey: 1000 };

/**
 * How long a status waits of which only counts have changed, in milliseconds: most pods that go
 * are followed by others, and what is as it was by then is not written.
 */
const countPatience = 1000;

/** How often the API is asked what it holds, in milliseconds: somebody else may write it, too. */
const lookInterval = 10 * 60_000;

/** The same where the API holds what we have not read, in milliseconds. */
const lookIntervalBehind = 30_000;

/** Failures in a row of one policy that are logged: a single one mends itself, mostly. */
const failuresTold = 3;

/** Of a policy's attempts, this one and its multiples replace the status where applying has failed. */
const replacingAttempt = 4;

/**
 * Writes the policies' status while this replica leads: what it says and the API does not hold yet.
 * Each term begins with what the API holds, and knows nothing of another one.
 */
export class StatusTerm {
  readonly #options: StatusTermOptions;
  readonly #signal: AbortSignal;
  readonly #queue = new KeyedQueue(limits);
  readonly #alarm = new Alarm();
  /** Writes that have failed in a row, by policy. */
  readonly #failures = new Map<string, number>();
  #wanted: ReadonlyMap<string, PolicyStatus>;
  /** Undefined: not listed yet. */
  #stored: Map<string, StoredStatus> | undefined;
  #lookAt = 0;
  #looksFailed = 0;
  /** Since when there has been something to say. */
  #since: number | undefined;
  #holding = true;

  constructor(options: StatusTermOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#wanted = options.source.statuses;
  }

  /** Runs until the signal aborts. */
  async run(): Promise<void> {
    const { source, metrics } = this.#options;
    const ring = (): void => {
      this.#alarm.ring();
    };
    const stopFollowing = source.onChange((statuses) => {
      this.#wanted = statuses;
      this.#considerAll();
      ring();
    });
    this.#signal.addEventListener("abort", ring);
    while (!this.#signal.aborted) {
      const until = await this.#next(performance.now());
      metrics.statusQueue.set(this.#queue.size);
      if (until !== undefined) await this.#alarm.wait(Math.max(0, until - performance.now()));
    }
    this.#signal.removeEventListener("abort", ring);
    stopFollowing();
    metrics.statusQueue.set(0);
  }

  /** Does the next thing. Returns until when there is nothing to do; undefined: go on. */
  async #next(now: number): Promise<number | undefined> {
    if (now >= this.#lookAt) {
      await this.#look();
      return undefined;
    }
    this.#letGo(now);
    const turn = this.#queue.take(now);
    if (turn.kind === "wait") return Math.min(turn.until, this.#lookAt, this.#holdsUntil(now));
    await this.#write(turn.key);
    return undefined;
  }

  /** Asks what the API holds. */
  async #look(): Promise<void> {
    try {
      const api = await this.#options.connect();
      this.#stored = new Map(await listStatuses(api, this.#signal));
      this.#looksFailed = 0;
      this.#lookAt = performance.now() + lookInterval;
      this.#considerAll();
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#lookAt = performance.now() + pauseAfter(error, this.#looksFailed);
      this.#looksFailed += 1;
      if (this.#looksFailed === failuresTold) {
        const reason = reasonOf(error);
        this.#options.logger.warn({ reason }, "the status of policies cannot be read");
      }
    }
  }

  /** Puts those into the queue that have something to be written. */
  #considerAll(): void {
    const { source } = this.#options;
    if (this.#stored === undefined || !source.ready) return;
    this.#since ??= performance.now();
    for (const name of this.#wanted.keys()) {
      if (this.#consider(name).kind === "behind") {
        this.#lookAt = Math.min(this.#lookAt, performance.now() + lookIntervalBehind);
      }
    }
    for (const name of this.#failures.keys()) {
      if (!this.#wanted.has(name)) this.#failures.delete(name);
    }
  }

  /** Puts a policy into the queue if it has something to be written. */
  #consider(name: string): WritePlan {
    const plan = this.#plan(name);
    if (plan.kind === "write" && plan.isCount) {
      this.#queue.add(name, performance.now() + countPatience);
    } else if (plan.kind === "write" || plan.kind === "unknown") {
      // Who has failed is tried again in its time.
      if (this.#failures.has(name)) this.#queue.add(name);
      else this.#queue.hasten(name);
    }
    return plan;
  }

  #plan(name: string): WritePlan {
    const wanted = this.#wanted.get(name);
    if (wanted === undefined) return { kind: "nothing" };
    return planWrite(wanted, this.#stored?.get(name), this.#holding);
  }

  async #write(name: string): Promise<void> {
    try {
      const api = await this.#options.connect();
      try {
        await this.#attempt(name, api);
      } catch (error) {
        if (resultOf(error) !== "conflict") throw error;
        // Somebody has changed it, or made it anew: its state is asked for.
        this.#count("conflict");
        this.#stored?.delete(name);
        await this.#attempt(name, api);
      }
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#fail(name, error);
    }
  }

  async #attempt(name: string, api: ClusterApi): Promise<void> {
    if (this.#plan(name).kind === "unknown") await this.#find(name, api);
    const plan = this.#plan(name);
    if (plan.kind === "unknown") throw new ApiError("not-found", `There is no policy ${name}`);
    if (plan.kind === "write") await this.#send(name, plan, api);
  }

  /** Asks what the API holds of one policy. */
  async #find(name: string, api: ClusterApi): Promise<void> {
    const found = await findStatus(api, name, this.#signal);
    if (found !== undefined) this.#stored?.set(name, found);
  }

  async #send(
    name: string,
    { uid, revision, before, next }: Extract<WritePlan, { kind: "write" }>,
    api: ClusterApi,
  ): Promise<void> {
    const endTimer = this.#options.metrics.statusLatency.startTimer();
    const answer = await api.send(this.#requestOf(name)({ name, revision }, next), this.#signal);
    endTimer();
    this.#stored?.set(name, { uid, revision: readRevision(answer), status: next });
    this.#failures.delete(name);
    this.#count("written");
    this.#options.onWritten({ name, uid }, before, next);
    // It may have changed while it was written.
    this.#consider(name);
  }

  #requestOf(name: string): typeof applyStatus {
    const attempt = (this.#failures.get(name) ?? 0) + 1;
    return attempt % replacingAttempt === 0 ? replaceStatus : applyStatus;
  }

  /** Whatever the reason: by the next attempt the source may have said that the policy is gone. */
  #fail(name: string, error: unknown): void {
    const failures = this.#failures.get(name) ?? 0;
    this.#failures.set(name, failures + 1);
    this.#count(resultOf(error));
    this.#queue.add(name, performance.now() + pauseAfter(error, failures));
    if (failures + 1 === failuresTold) {
      const reason = reasonOf(error);
      this.#options.logger.warn({ policy: name, reason }, "a policy's status cannot be written");
    }
  }

  #count(result: StatusWriteResult): void {
    this.#options.metrics.statusWrites.inc({ result });
  }

  /** Once all have been heard, or long enough has been waited, nothing is held back any more. */
  #letGo(now: number): void {
    if (!this.#holding || this.#since === undefined) return;
    const { source } = this.#options;
    this.#holding = isHolding({
      elapsed: now - this.#since,
      peersComplete: source.peersComplete,
      lacksNodes: () => source.lacksNodes(),
    });
    if (!this.#holding) this.#considerAll();
  }

  #holdsUntil(now: number): number {
    return this.#holding ? (this.#since ?? now) + longestHold : Infinity;
  }
}
