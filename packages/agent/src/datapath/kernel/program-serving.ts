import { BpfError } from "@localredirect/node-bpf";
import type { Logger } from "@localredirect/process";
import { encodeNumber } from "../encode/number.ts";
import type { Serving } from "../table-datapath.ts";
import { linkPrograms } from "./cgroup-links.ts";
import { startOrder } from "./hooks.ts";
import type { LoadedPrograms } from "./loaded-programs.ts";
import { makeFolder, type PinnedState, removeFolder } from "./pin-folders.ts";
import type { PinPaths } from "./pin-paths.ts";
import { startMode, takeOverOrder } from "./start-mode.ts";

/** What a ProgramServing serves with. */
export interface ProgramServingParts {
  readonly programs: LoadedPrograms;
  readonly paths: PinPaths;
  /** What was pinned before the programs were loaded. */
  readonly pinned: PinnedState;
  readonly cgroup: string;
  readonly logger: Logger;
  /** Released at the end: the lock of the pin folder. */
  readonly lock: Disposable;
}

/** Nobody: no process has this number. */
const nobody = encodeNumber(0);

/** Our programs in the place of those that run, at once or when our table is complete. */
export class ProgramServing implements Serving {
  readonly adopted: boolean;
  #othersRun: boolean;
  readonly #parts: ProgramServingParts;

  /** Begins to serve at once where no other table is served: the table must be ready. */
  constructor(parts: ProgramServingParts) {
    const { pinned } = parts;
    const mode = startMode(pinned);
    this.#parts = parts;
    this.#othersRun = mode === "replace";
    this.adopted = mode !== "replace" && pinned.tableIsWhole && pinned.tableWasCompleted;
    this.#identify();
    // Before the first link: an interrupted start is then known to have linked our programs.
    if (mode === "fresh") makeFolder(parts.paths.served);
    if (mode !== "replace") this.#link();
    parts.logger.info({ mode, cgroup: parts.cgroup }, "Kernel programs loaded");
  }

  get othersRun(): boolean {
    return this.#othersRun;
  }

  completeFirstTable(): Promise<void> {
    const { paths, pinned, logger } = this.#parts;
    if (this.#othersRun) this.#link();
    makeFolder(paths.served);
    makeFolder(paths.complete);
    for (const folder of pinned.otherFolders) removeFolder(folder);
    if (this.#othersRun) logger.info("The table of another version was replaced");
    this.#othersRun = false;
    return Promise.resolve();
  }

  close(): void {
    const { programs, lock } = this.#parts;
    // Another process may get our number.
    programs.maps.get("agent_self")?.set(nobody, nobody);
    for (const map of programs.maps.values()) map.close();
    programs.object.close();
    lock[Symbol.dispose]();
  }

  #link(): void {
    const { programs, paths, pinned, cgroup } = this.#parts;
    const order = this.#othersRun ? takeOverOrder(pinned.otherFolders) : startOrder;
    linkPrograms({ object: programs.object, cgroup, links: paths.links }, order);
  }

  #identify(): void {
    const { programs, logger } = this.#parts;
    const why = "The agent's own traffic is not told from other traffic";
    if (!programs.canIdentify) {
      logger.warn({ need: "CAP_PERFMON or Linux 5.14" }, why);
      return;
    }
    try {
      programs.object.programs.get("identify")?.run(new Uint8Array());
    } catch (error) {
      if (!(error instanceof BpfError)) throw error;
      logger.warn({ err: error }, why);
    }
  }
}
