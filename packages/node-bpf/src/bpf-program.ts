import { type CgroupAttachType, cgroupAttachTypes } from "./attach-type.ts";
import type { BpfMap } from "./bpf-map.ts";
import { CgroupLink } from "./cgroup-link.ts";
import { ClosedError } from "./closed-error.ts";
import { native, type ProgramHandle } from "./native.ts";
import { attempt } from "./native-call.ts";
import { removePin } from "./pin.ts";
import { type ProgramType, programTypes } from "./program-type.ts";

/** A program as the kernel describes it. */
export interface ProgramInfo {
  /** Unique among the programs that live. */
  readonly id: number;
  readonly type: ProgramType | "unknown";
  /** At most 15 characters of its function's name. */
  readonly name: string;
  /** SHA-1 of the instructions, its first 8 bytes in hexadecimal: equal code has equal tags. */
  readonly tag: string;
  /** How many instructions the verifier looked at; 0 before Linux 5.16. */
  readonly verifiedInstructions: number;
  /** Counted only while statistics are on, see programStatistics. */
  readonly runTimeNanoseconds: bigint;
  /** Counted only while statistics are on, see programStatistics. */
  readonly runCount: bigint;
}

/** What a program left behind. */
export interface RunResult {
  /** Its return value. */
  readonly result: number;
  /** The context as it left it. */
  readonly context: Uint8Array;
  /** The data (a packet) as it left it; empty when it was given none. */
  readonly data: Uint8Array;
}

/** What to run a program on besides its context. */
export interface RunOptions {
  /** A packet, for the types that work on one. */
  readonly data?: Uint8Array;
}

/** Where and how to attach a program to a cgroup. */
export interface AttachOptions {
  /**
   * Run before all programs that are attached now, where the kernel can do that for links (6.17
   * and newer; elsewhere after them). CgroupLink.first tells. Default false.
   */
  readonly first?: boolean;
  /** By default what the program's ELF section says; required for a pinned program. */
  readonly attachType?: CgroupAttachType;
}

/** Where a program of an object comes from; users get such programs from BpfObject.programs. */
export interface ProgramSource {
  /** Its function's full name, or the pin's path. */
  readonly name: string;
  /** The ELF section; undefined for a pinned program. */
  readonly section?: string;
  readonly attachType?: CgroupAttachType;
  /** Gives the descriptor; throws while the object is not loaded. */
  readonly open: () => ProgramHandle;
}

/**
 * A program, once its object is loaded. Owns a file descriptor: close() a pinned one; those of an
 * object are closed with it. Methods throw BpfError when the kernel refuses and ClosedError after
 * close().
 */
export class BpfProgram implements Disposable {
  readonly name: string;
  /** The ELF section that it comes from; undefined for a pinned program. */
  readonly section: string | undefined;
  /** Where its section says that it belongs; undefined if not in a cgroup or for a pinned one. */
  readonly attachType: CgroupAttachType | undefined;
  #open: () => ProgramHandle;
  #handle: ProgramHandle | undefined;

  /** Users call openPinned or openById, or take BpfObject.programs. */
  constructor(source: ProgramSource) {
    this.name = source.name;
    this.section = source.section;
    this.attachType = source.attachType;
    this.#open = source.open;
  }

  /** Opens the program that is pinned at a path. */
  static openPinned(path: string): BpfProgram {
    return BpfProgram.#adopt(
      path,
      attempt(`open the pinned program ${path}`, () => native.programOpenPinned(path)),
    );
  }

  /**
   * Opens a program that lives somewhere in the kernel, as attachedPrograms or CgroupLink.info tell
   * its id. Needs CAP_SYS_ADMIN.
   */
  static openById(id: number): BpfProgram {
    return BpfProgram.#adopt(
      `id ${id}`,
      attempt(`open the program with id ${id}`, () => native.programOpenById(id)),
    );
  }

  static #adopt(name: string, handle: ProgramHandle): BpfProgram {
    const program = new BpfProgram({ name, open: () => handle });
    program.#handle = handle;
    return program;
  }

  /** The handle for the native functions, of use inside this package only. */
  get handle(): ProgramHandle {
    this.#handle ??= this.#open();
    return this.#handle;
  }

  /** What the kernel says of it now. */
  get info(): ProgramInfo {
    const { handle } = this;
    const info = attempt(`inspect program ${this.name}`, () => native.programInfo(handle));
    return {
      ...info,
      type: programTypes.nameOf(info.type),
      tag: Buffer.from(info.tag).toString("hex"),
    };
  }

  /** Pins the program at a path in a bpf file system, so that it outlives this process. */
  pin(path: string): void {
    const { handle } = this;
    attempt(`pin program ${this.name} at ${path}`, () => {
      native.programPin(handle, path);
    });
  }

  /** Removes this program's pin; BpfError EINVAL when another program is pinned there. */
  unpin(path: string): void {
    using pinned = BpfProgram.openPinned(path);
    removePin(`unpin program ${this.name}`, path, { own: this.info.id, found: pinned.info.id });
  }

  /**
   * Runs the program once (BPF_PROG_TEST_RUN), for the types that the kernel can run so.
   *
   * @param context in the layout of the type's context; of any layout for a "syscall" program;
   * empty for none
   */
  run(context: Uint8Array, options: RunOptions = {}): RunResult {
    const { handle } = this;
    const data = options.data ?? null;
    return attempt(`run program ${this.name}`, () => native.programRun(handle, context, data));
  }

  /**
   * Runs an iterator program (section "iter/...", Linux 5.8) once for each of the kernel's objects
   * that its section names, and once more at their end. Returns what it wrote with bpf_seq_write.
   *
   * @param map whose entries to go through, for the iterators over a map
   */
  iterate(map?: BpfMap): Uint8Array {
    const { handle } = this;
    const entries = map === undefined ? null : map.handle;
    return attempt(`iterate with program ${this.name}`, () =>
      native.programIterate(handle, entries),
    );
  }

  /**
   * Attaches the program to a cgroup and everything below, until the link's last descriptor is
   * closed and its pin removed.
   *
   * @param cgroup a directory of a cgroup v2 file system
   */
  attachCgroup(cgroup: string, options: AttachOptions = {}): CgroupLink {
    const attachType = options.attachType ?? this.attachType;
    if (attachType === undefined) {
      throw new TypeError(`Program ${this.name} does not tell its attach type: give attachType`);
    }
    return CgroupLink.create(this, {
      cgroup,
      attachType: cgroupAttachTypes.numberOf(attachType),
      first: options.first ?? false,
    });
  }

  /** Closes the descriptor. Links and pins keep the program. */
  close(): void {
    this.#open = (): never => {
      throw new ClosedError(`use program ${this.name}`);
    };
    if (this.#handle !== undefined) native.programClose(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
