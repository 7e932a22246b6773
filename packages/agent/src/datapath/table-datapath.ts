import {
  addToDigest,
  type Digest,
  digestOf,
  formatFrontend,
  type Frontend,
  type FrontendKey,
  type Redirect,
  redirectId,
  type RedirectId,
  removeFromDigest,
} from "@localredirect/types/tables";
import type { Logger } from "@localredirect/process";
import type { PodFinder } from "../pods/pod-finder.ts";
import { compileContent } from "./compile-content.ts";
import type { Content } from "./content.ts";
import { readCounters } from "./counters.ts";
import type {
  ApplyResult,
  CounterReading,
  Datapath,
  DatapathDelta,
  HeldRedirect,
  MapFill,
  Refusal,
  Warning,
} from "./datapath.ts";
import { mapFill } from "./map-fill.ts";
import { adoptGuards } from "./members/adopted-guards.ts";
import { arm, type Guard, guardOf, guardWarnings } from "./members/guard.ts";
import { GuardIndex } from "./members/guard-index.ts";
import { type ArmedPods, holds, rearmed } from "./members/rearmed-content.ts";
import { serverNumbers } from "./members/server-numbers.ts";
import { refuse } from "./refusal.ts";
import { SerialQueue } from "./serial-queue.ts";
import type { PlacedRedirect } from "./table/placed-redirect.ts";
import type { RedirectTable } from "./table/redirect-table.ts";
import type { TableMaps } from "./table-maps.ts";
import { type ServerReading, WatchedServers } from "./servers/watched-servers.ts";
import { Tidying } from "./tidying.ts";

/** The programs that read a table. */
export interface Serving {
  /** They read this table, and it had been whole once. */
  readonly adopted: boolean;
  /** Programs of another table still run beside or instead of ours. */
  readonly othersRun: boolean;
  /** Lets our programs read this table, if they do not yet. */
  completeFirstTable(): Promise<void>;
  /** Lets go of programs and maps; what is pinned goes on working. */
  close(): void;
}

/** What a TableDatapath is made of. */
export interface TableDatapathParts {
  readonly maps: TableMaps;
  readonly table: RedirectTable;
  readonly pods: PodFinder;
  readonly serving: Serving;
  readonly logger: Logger;
}

/** The kernel may have room for a redirect's cgroups later. */
const rearmAgainMilliseconds = 5_000;

/** A datapath on a table in maps, for whatever holds the maps and the programs. */
export class TableDatapath implements Datapath {
  readonly #parts: TableDatapathParts;
  readonly #table: RedirectTable;
  readonly #pods: PodFinder;
  readonly #guards = new GuardIndex();
  readonly #servers: WatchedServers;
  readonly #queue = new SerialQueue();
  readonly #tidying: Tidying;
  #digest: Digest;
  #rearmAgain: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: TableDatapathParts) {
    const { maps, table, pods, serving, logger } = parts;
    this.#parts = parts;
    this.#table = table;
    this.#pods = pods;
    this.#servers = new WatchedServers(maps.servers);
    this.#tidying = new Tidying({
      table,
      servers: this.#servers,
      logger,
      isAlone: () => !serving.othersRun,
      exclusively: (work) => this.#queue.run(work),
    });
    this.#adoptGuards();
    this.#countBound();
    this.#digest = digestOf([...this.held().values()].map(({ version }) => version));
    pods.onChange((changed) => {
      this.#rearmSoon(changed);
    });
    this.#tidying.soon();
  }

  get adopted(): boolean {
    return this.#parts.serving.adopted;
  }

  held(): ReadonlyMap<FrontendKey, HeldRedirect> {
    return this.#table.realized.redirects;
  }

  digest(): Digest {
    return this.#digest;
  }

  apply(delta: DatapathDelta): Promise<ApplyResult> {
    return this.#queue.run(() => this.#apply(delta));
  }

  completeFirstTable(): Promise<void> {
    return this.#queue.run(() => this.#parts.serving.completeFirstTable());
  }

  warnings(): readonly Warning[] {
    return [...this.held().values()].flatMap((held) => this.#warningsOf(held));
  }

  counters(): readonly CounterReading[] {
    return readCounters(this.#parts.maps.counters, this.#table.realized.redirects.values());
  }

  mapFill(): readonly MapFill[] {
    const { watched: used, capacity } = this.#servers.read();
    return [...mapFill(this.#table.realized, this.#parts.maps), { map: "servers", used, capacity }];
  }

  servers(): ServerReading {
    return this.#servers.read();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#rearmAgain);
    this.#tidying.close();
    this.#pods.close();
    this.#parts.serving.close();
  }

  async #apply({ upserts, removals }: DatapathDelta): Promise<ApplyResult> {
    const guarded = upserts.map((redirect) => ({ redirect, guard: guardOf(redirect) }));
    const wanted = new Map(guarded.flatMap(({ guard }) => [...guard.pods]));
    this.#pods.want(wanted);
    const refused: Refusal[] = [];
    for (const { redirect, guard } of guarded) {
      const refusal = await this.#upsert(redirect, guard);
      if (refusal !== undefined) refused.push(refusal);
    }
    this.#countBound();
    for (const id of removals) {
      const refusal = this.#remove(id);
      if (refusal !== undefined) refused.push(refusal);
    }
    // Refused redirects have wanted pods that nobody else does.
    this.#pods.forget([...wanted.keys()].filter((pod) => this.#guards.having([pod]).size === 0));
    this.#tidyIfNeeded();
    const ids = new Set(upserts.map(({ frontend }) => redirectId(frontend)));
    for (const { id } of refused) ids.delete(id);
    return { refused, warnings: [...ids].flatMap((id) => this.#warningsOfId(id)) };
  }

  async #upsert(redirect: Redirect, guard: Guard): Promise<Refusal | undefined> {
    const key = formatFrontend(redirect.frontend);
    const compiled = compileContent(redirect, this.#armed(key, redirect.frontend, guard));
    if (!compiled.ok) return refuse(redirect, { code: "invalid", message: compiled.reason });
    const content = compiled.value;
    const held = this.#table.realized.redirects.get(key);
    if (held === undefined || !holds(held, content)) {
      const refusal = await this.#table.upsert(content);
      if (refusal !== undefined) return refuse(redirect, refusal);
      this.#replaceInDigest(held, content);
    }
    this.#pods.forget(this.#guards.set(key, guard));
    return undefined;
  }

  #remove(id: RedirectId): Refusal | undefined {
    const held = this.#table.realized.byId(id);
    if (held === undefined) return undefined;
    const refusal = this.#table.remove(held);
    if (refusal !== undefined) return { id, version: undefined, ...refusal };
    this.#digest = removeFromDigest(this.#digest, held.version);
    this.#pods.forget(this.#guards.set(formatFrontend(held.frontend), undefined));
    return undefined;
  }

  /** Writes redirects again whose pods' cgroups came or went. */
  #rearmSoon(pods: Iterable<string>): void {
    const changed = [...pods];
    void this.#queue.run(async () => {
      if (this.#closed) return;
      const failed: FrontendKey[] = [];
      for (const key of this.#guards.having(changed)) {
        if (!(await this.#rearm(key))) failed.push(key);
      }
      this.#countBound();
      if (failed.length > 0) this.#rearmLater(failed);
      this.#tidyIfNeeded();
    });
  }

  async #rearm(key: FrontendKey): Promise<boolean> {
    const held = this.#table.realized.redirects.get(key);
    if (held === undefined) return true;
    const content = rearmed(held, this.#armed(key, held.frontend, this.#guards.get(key)), (place) =>
      this.#table.realized.endpoints.destination(place),
    );
    if (holds(held, content)) return true;
    const refusal = await this.#table.upsert(content);
    if (refusal === undefined) return true;
    const { message: reason } = refusal;
    this.#parts.logger.warn({ frontend: key, reason }, "Cannot write the cgroups of pods");
    return false;
  }

  #rearmLater(failed: readonly FrontendKey[]): void {
    const pods = failed.flatMap((key) => [...this.#guards.get(key).pods.keys()]);
    clearTimeout(this.#rearmAgain);
    this.#rearmAgain = setTimeout(() => {
      this.#rearmSoon(pods);
    }, rearmAgainMilliseconds);
    this.#rearmAgain.unref();
  }

  #adoptGuards(): void {
    const { realized } = this.#table;
    const cgroupOf = (server: number): bigint | undefined => this.#servers.server(server)?.cgroup;
    const ids = [...realized.redirects.values()].flatMap(({ cgroups, placement }) => [
      ...cgroups,
      ...placement.servers.flatMap((server) => cgroupOf(server) ?? []),
    ]);
    const names = this.#pods.namesOf(new Set(ids));
    const { guards, doubtful } = adoptGuards(realized.redirects, names, cgroupOf);
    for (const key of doubtful) realized.doubt(key);
    for (const [key, guard] of guards) this.#guards.set(key, guard);
    this.#pods.want(new Map([...guards.values()].flatMap(({ pods }) => [...pods])));
  }

  #arm(guard: Guard): ReturnType<typeof arm> {
    return arm(guard, (key) => this.#pods.find(key));
  }

  /** What of a frontend's pods is to stand in the kernel now. */
  #armed(key: FrontendKey, { protocol }: Frontend, guard: Guard): ArmedPods {
    const redirect = this.#table.realized.redirects.get(key);
    const serverAt = serverNumbers({
      protocol,
      guard,
      held: redirect && { redirect, guard: this.#guards.get(key) },
      find: (pod) => this.#pods.find(pod),
      numberOf: (server) => this.#servers.numberOf(server),
      serverOf: (number) => this.#servers.server(number),
    });
    return { ...this.#arm(guard), serverAt };
  }

  /** Without it, failover waits for the next bind of a server; nothing else is worse. */
  #countBound(): void {
    try {
      this.#servers.countBound();
    } catch (error) {
      this.#parts.logger.warn({ err: error }, "Cannot count the sockets bound before");
    }
  }

  #warningsOfId(id: RedirectId): readonly Warning[] {
    const held = this.#table.realized.byId(id);
    return held === undefined ? [] : this.#warningsOf(held);
  }

  #warningsOf({ id, frontend }: HeldRedirect): readonly Warning[] {
    const guard = this.#guards.get(formatFrontend(frontend));
    return guardWarnings(guard, this.#arm(guard)).map((message) => ({ id, message }));
  }

  #replaceInDigest(held: PlacedRedirect | undefined, content: Content): void {
    const rest = held === undefined ? this.#digest : removeFromDigest(this.#digest, held.version);
    this.#digest = addToDigest(rest, content.version);
  }

  #tidyIfNeeded(): void {
    if (this.#table.realized.retiredCount > 0) this.#tidying.soon();
  }
}
