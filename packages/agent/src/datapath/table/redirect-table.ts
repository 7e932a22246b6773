import { AddressFilter } from "../address-filter.ts";
import type { Content } from "../content.ts";
import { SerialQueue } from "../serial-queue.ts";
import type { TableMaps } from "../table-maps.ts";
import { adopt } from "./adopt.ts";
import { capacitiesOf } from "./capacities.ts";
import { type KernelRefusal, kernelRefusal } from "./kernel-refusal.ts";
import { namedEndpoints } from "./named-endpoints.ts";
import type { Operation } from "./operation.ts";
import { performerOf } from "./perform.ts";
import type { PlacedRedirect, RetiredPlaces } from "./placed-redirect.ts";
import { planUpsert, type UpsertPlan, type UpsertPlanning, writeResume } from "./plan-upsert.ts";
import type { RealizedTable } from "./realized-table.ts";
import { describeShortage } from "./shortage.ts";
import { readSnapshot } from "./snapshot.ts";

/**
 * The table in the kernel's maps: carries out plans, and cleans up behind readers. Between any two
 * awaits, and after a crash anywhere, each frontend has one whole content.
 */
export class RedirectTable {
  readonly realized: RealizedTable;
  readonly #maps: TableMaps;
  readonly #perform: (operation: Operation) => void;
  readonly #cleaning = new SerialQueue();

  private constructor(maps: TableMaps, realized: RealizedTable, filter: AddressFilter) {
    this.realized = realized;
    this.#maps = maps;
    this.#perform = performerOf(maps, filter);
  }

  /**
   * Takes over what the maps hold. The filter in `maps` must be empty, and is filled before this
   * resolves.
   */
  static async open(maps: TableMaps): Promise<RedirectTable> {
    const snapshot = readSnapshot(maps);
    const { table, repairs } = adopt(snapshot, capacitiesOf(maps));
    const filter = new AddressFilter(maps.filter);
    for (const { destination } of snapshot.endpoints) filter.add(destination);
    const opened = new RedirectTable(maps, table, filter);
    // What an agent before us retired, or has just let go of, may still be read.
    await maps.waitForReaders();
    for (const repair of repairs) opened.#perform(repair);
    return opened;
  }

  /**
   * Brings a redirect's content into the kernel. Undefined: it is there. Otherwise the content
   * before stays.
   */
  async upsert(content: Content): Promise<KernelRefusal | undefined> {
    let planning = planUpsert(this.realized, content);
    if (!planning.ok) planning = await this.#planAfterCleaning(content);
    if (!planning.ok) {
      const message = describeShortage(planning.shortage, this.realized.capacities);
      return { code: "table-full", message };
    }
    return this.#execute(planning.plan);
  }

  /** Takes a redirect out of the kernel. Undefined: it is gone. */
  remove(redirect: PlacedRedirect): KernelRefusal | undefined {
    const { frontend } = redirect;
    try {
      this.#perform({ kind: "withdraw", frontend });
    } catch (error) {
      return kernelRefusal(error);
    }
    this.realized.withdraw(redirect);
    // Left behind, it would be overwritten by the frontend's next content or removed by `adopt`.
    this.#try({ kind: "forget-resume", frontend });
    return undefined;
  }

  /**
   * Makes what was retired free again, once the programs that may read it have ended. Also what
   * another call is still waiting for.
   */
  reclaim(): Promise<void> {
    return this.#cleaning.run(() => this.#reclaim());
  }

  /** Resolves once every program that runs now has ended. */
  waitForReaders(): Promise<void> {
    return this.#maps.waitForReaders();
  }

  async #reclaim(): Promise<void> {
    const retired = this.realized.takeRetired();
    if (retired.length === 0) return;
    try {
      await this.#maps.waitForReaders();
    } catch (error) {
      for (const places of retired) this.realized.retireAgain(places);
      throw error;
    }
    for (const places of retired) {
      if (this.#clearMembers(places)) this.realized.reclaim(places);
      else this.realized.retireAgain(places);
    }
  }

  /**
   * Frees the numbers of addresses that neither a redirect nor a socket has any more. Not while
   * programs of another table use the same endpoints.
   */
  freeIdleEndpoints(): Promise<void> {
    return this.#cleaning.run(() => this.#freeIdleEndpoints());
  }

  async #freeIdleEndpoints(): Promise<void> {
    const { endpoints } = this.realized;
    const idle = endpoints.idle();
    if (idle.size === 0) return;
    const named = namedEndpoints(this.#maps);
    // A program may have read a number just before its socket forgot it.
    await this.#maps.waitForReaders();
    for (const [place, since] of idle) {
      const destination = endpoints.destination(place);
      if (named.has(place) || destination === undefined) continue;
      if (!endpoints.isIdleSince(place, since)) continue;
      this.#perform({ kind: "free-endpoint", endpoint: { place, destination } });
      endpoints.free(place);
    }
  }

  async #planAfterCleaning(content: Content): Promise<UpsertPlanning> {
    await this.reclaim();
    const planning = planUpsert(this.realized, content);
    if (planning.ok || planning.shortage !== "endpoints") return planning;
    await this.freeIdleEndpoints();
    return planUpsert(this.realized, content);
  }

  #execute({ redirect, previous, operations }: UpsertPlan): KernelRefusal | undefined {
    const done: Operation["kind"][] = [];
    try {
      for (const operation of operations) {
        this.#perform(operation);
        done.push(operation.kind);
        if (operation.kind === "intern-endpoint")
          this.realized.endpoints.intern(operation.endpoint);
      }
    } catch (error) {
      const refusal = kernelRefusal(error);
      const { placement } = redirect;
      this.realized.abandon(placement, previous?.placement.counters === placement.counters);
      if (done.includes("write-resume")) this.#restoreResume(redirect, previous);
      return refusal;
    }
    this.realized.publish(redirect);
    return undefined;
  }

  /** If this fails, too, `adopt` sees that the resume is not of the content, and asks for it again. */
  #restoreResume(redirect: PlacedRedirect, previous: PlacedRedirect | undefined): void {
    const { frontend } = redirect;
    this.#try(previous === undefined ? { kind: "forget-resume", frontend } : writeResume(previous));
  }

  #clearMembers({ slot, moreMembers }: RetiredPlaces): boolean {
    return moreMembers.every((cgroup) =>
      this.#try({ kind: "delete-member", member: { memberSet: slot, cgroup } }),
    );
  }

  /** For what may be left undone. False: the kernel refused. */
  #try(operation: Operation): boolean {
    try {
      this.#perform(operation);
      return true;
    } catch (error) {
      kernelRefusal(error);
      return false;
    }
  }
}
