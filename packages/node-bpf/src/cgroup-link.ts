import { type CgroupAttachType, cgroupAttachTypes } from "./attach-type.ts";
import { BpfError } from "./bpf-error.ts";
import { type LinkHandle, native, type ProgramHandle } from "./native.ts";
import { attempt } from "./native-call.ts";
import { removePin } from "./pin.ts";

/** A link as the kernel describes it. */
export interface LinkInfo {
  /** Unique among the links that live. */
  readonly id: number;
  readonly programId: number;
  /** The inode number of the cgroup's directory; 0 once detached or when the cgroup is gone. */
  readonly cgroupId: bigint;
  readonly attachType: CgroupAttachType | "unknown";
}

/** What can be linked: a BpfProgram. */
export interface LinkedProgram {
  readonly name: string;
  /** Where it belongs; undefined when that is not known. */
  readonly attachType: CgroupAttachType | undefined;
  readonly handle: ProgramHandle;
}

/** Where a new link goes; the attach type as the kernel numbers it. */
export interface LinkTarget {
  readonly cgroup: string;
  readonly attachType: number;
  readonly first: boolean;
}

/** How to replace a link's program. */
export interface UpdateOptions {
  /** The program that must be the link's now, else BpfError EPERM; by default any. */
  readonly replaces?: LinkedProgram;
}

/**
 * Keeps a program attached to a cgroup. Owns a file descriptor: close() it, or let `using` do so;
 * unless pinned, the program is then detached. Methods throw BpfError when the kernel refuses and
 * ClosedError after close().
 */
export class CgroupLink implements Disposable {
  /**
   * Whether the kernel has put the program before those that were attached then; undefined for a
   * pinned link, which does not tell (attachedPrograms does).
   */
  readonly first: boolean | undefined;
  readonly #handle: LinkHandle;
  readonly #label: string;

  private constructor(handle: LinkHandle, label: string, first: boolean | undefined) {
    this.#handle = handle;
    this.#label = label;
    this.first = first;
  }

  /** Opens the cgroup link that is pinned at a path. */
  static openPinned(path: string): CgroupLink {
    const handle = attempt(`open the pinned link ${path}`, () => native.linkOpenPinned(path));
    return new CgroupLink(handle, path, undefined);
  }

  /** What BpfProgram.attachCgroup calls. */
  static create(program: LinkedProgram, target: LinkTarget): CgroupLink {
    const { cgroup, attachType } = target;
    const label = `of program ${program.name} to cgroup ${cgroup}`;
    const link = (first: boolean): CgroupLink => {
      const handle = attempt(`attach program ${program.name} to cgroup ${cgroup}`, () =>
        native.linkCreate(program.handle, cgroup, attachType, first),
      );
      return new CgroupLink(handle, label, first);
    };
    if (!target.first) return link(false);
    try {
      return link(true);
    } catch (error) {
      // So a kernel before 6.17 answers to the flag; if the rest is wrong, too, it says so again.
      if (error instanceof BpfError && error.code === "EINVAL") return link(false);
      throw error;
    }
  }

  /** What the kernel says of it now. */
  get info(): LinkInfo {
    const info = attempt(`inspect link ${this.#label}`, () => native.linkInfo(this.#handle));
    return { ...info, attachType: cgroupAttachTypes.nameOf(info.attachType) };
  }

  /** Pins the link at a path in a bpf file system, so that it outlives this process. */
  pin(path: string): void {
    attempt(`pin link ${this.#label} at ${path}`, () => {
      native.linkPin(this.#handle, path);
    });
  }

  /** Removes this link's pin; BpfError EINVAL when another link is pinned there. */
  unpin(path: string): void {
    using pinned = CgroupLink.openPinned(path);
    removePin(`unpin link ${this.#label}`, path, { own: this.info.id, found: pinned.info.id });
  }

  /**
   * Replaces the program in one step: each event runs either the old one or the new one. Both
   * must be of one type (else BpfError EINVAL) and attach type (else TypeError; of a pinned
   * program that is not known, and the kernel does not look).
   */
  update(program: LinkedProgram, options: UpdateOptions = {}): void {
    this.#checkAttachType(program);
    const replaces = options.replaces === undefined ? null : options.replaces.handle;
    attempt(`update link ${this.#label} to program ${program.name}`, () => {
      native.linkUpdate(this.#handle, program.handle, replaces);
    });
  }

  /** Detaches the program even while pins or other descriptors keep the link. */
  detach(): void {
    attempt(`detach link ${this.#label}`, () => {
      native.linkDetach(this.#handle);
    });
  }

  /** Closes the descriptor, which detaches the program unless the link is pinned. */
  close(): void {
    native.linkClose(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #checkAttachType({ name, attachType }: LinkedProgram): void {
    const own = this.info.attachType;
    if (attachType === undefined || attachType === own) return;
    throw new TypeError(`Program ${name} is for ${attachType}, link ${this.#label} for ${own}`);
  }
}

/**
 * Ids of the programs that run for a cgroup at one place, its ancestors' included, in the order
 * in which they run.
 */
export function attachedPrograms(cgroup: string, attachType: CgroupAttachType): number[] {
  const type = cgroupAttachTypes.numberOf(attachType);
  return attempt(`list the programs of cgroup ${cgroup}`, () =>
    native.attachedPrograms(cgroup, type),
  );
}
