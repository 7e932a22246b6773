import { basename } from "node:path";

import { cgroupAttachTypes } from "./attach-type.ts";
import { BpfError } from "./bpf-error.ts";
import { BpfMap } from "./bpf-map.ts";
import { BpfProgram } from "./bpf-program.ts";
import { mapDifferences } from "./map-shape.ts";
import {
  native,
  type NativeObjectProgram,
  type NativeVariable,
  type ObjectHandle,
  type ProgramHandle,
} from "./native.ts";
import { attempt } from "./native-call.ts";
import { ObjectMap } from "./object-map.ts";
import { encodeVariable, type VariableValue } from "./read-only-data.ts";

/** How to open an object. */
export interface OpenOptions {
  /** Begins the kernel's names of its global data; by default the file's name, or "object". */
  readonly name?: string;
}

/** EINVAL in errno.h. */
const invalid = 22;

/**
 * A BPF ELF object. Open it, configure its maps and variables, load it, and then take what you
 * need: maps opened from it and links live on when it is closed. Methods throw BpfError when
 * libbpf or the kernel refuses, ClosedError after close() and RangeError for a map, program or
 * variable that the object does not have.
 */
export class BpfObject implements Disposable {
  readonly maps: ReadonlyMap<string, ObjectMap>;
  /** They work once the object is loaded, and are closed with it. */
  readonly programs: ReadonlyMap<string, BpfProgram>;
  readonly #handle: ObjectHandle;
  readonly #label: string;

  private constructor(handle: ObjectHandle, label: string) {
    this.#handle = handle;
    this.#label = label;
    this.maps = new Map(
      native
        .objectMaps(handle)
        .map(({ name, globalData }) => [name, new ObjectMap(handle, name, globalData)]),
    );
    this.programs = new Map(
      native.objectPrograms(handle).map((program) => [program.name, this.#program(program)]),
    );
  }

  /**
   * Reads an object without loading it yet.
   *
   * @param source the path of a file, or the file's bytes
   */
  static open(source: string | Uint8Array, options: OpenOptions = {}): BpfObject {
    const file = typeof source === "string" ? basename(source) : "object";
    const name = options.name ?? file.replace(/\..*$/, "");
    const label = options.name ?? file;
    const handle = attempt(`open object ${label}`, () =>
      typeof source === "string"
        ? native.objectOpenFile(source, name)
        : native.objectOpenMemory(source, name),
    );
    return new BpfObject(handle, label);
  }

  /**
   * Sets `const volatile` variables, by name, before loading. Integers go into variables of 1, 2,
   * 4 or 8 bytes in the machine's byte order, everything else is given as bytes.
   *
   * @throws {RangeError} there is no such variable, or the value does not fit it
   */
  setReadOnlyData(values: Readonly<Record<string, VariableValue>>): void {
    const operation = `set read-only data of object ${this.#label}`;
    const variables = new Map(
      attempt(operation, () => native.objectVariables(this.#handle))
        .filter(({ section }) => section === ".rodata" || section.startsWith(".rodata."))
        .map((variable) => [variable.name, variable]),
    );
    const writes = Object.entries(values).map(([name, value]) => {
      const variable = variables.get(name) ?? this.#unknownVariable(name, variables);
      return { variable, bytes: encodeVariable(name, variable.size, value) };
    });
    attempt(operation, () => {
      for (const { variable, bytes } of writes) {
        native.objectSetInitialValue(this.#handle, variable.section, variable.offset, bytes);
      }
    });
  }

  /** Sets a map's size before loading. */
  setMaxEntries(map: string, entries: number): void {
    attempt(`set the max entries of map ${map} to ${entries}`, () => {
      native.objectSetMaxEntries(this.#handle, map, entries);
    });
  }

  /**
   * Makes the object use the map that is pinned at a path instead of creating its own.
   *
   * @returns false when nothing is pinned there
   * @throws {BpfError} EINVAL, naming what differs, when that map cannot serve
   */
  reusePinned(map: string, path: string): boolean {
    this.#map(map);
    let pinned: BpfMap;
    try {
      pinned = BpfMap.openPinned(path);
    } catch (error) {
      if (error instanceof BpfError && error.code === "ENOENT") return false;
      throw error;
    }
    using reused = pinned;
    this.#reuse(map, reused, `reuse the pinned map ${path} for map ${map}`);
    return true;
  }

  /** Makes the object use a map of another one instead of creating its own, as reusePinned. */
  reuseMap(map: string, from: BpfMap): void {
    this.#reuse(map, from, `reuse map ${from.info.name} for map ${map}`);
  }

  /** Whether load() loads a program; all are by default. */
  setAutoload(program: string, on: boolean): void {
    attempt(`set the autoload of program ${program}`, () => {
      native.objectSetAutoload(this.#handle, program, on);
    });
  }

  /**
   * Creates the maps and loads the programs. Once only: after a failure, open the object again.
   *
   * @throws {BpfError} with the verifier's log when it rejects a program
   */
  load(): void {
    attempt(`load object ${this.#label}`, () => {
      native.objectLoad(this.#handle);
    });
  }

  /** Frees the object and closes its programs; maps opened from it and links stay. */
  close(): void {
    for (const program of this.programs.values()) program.close();
    native.objectClose(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #program({ name, section, attachType }: NativeObjectProgram): BpfProgram {
    const known = cgroupAttachTypes.nameOf(attachType);
    return new BpfProgram({
      name,
      section,
      // 0 is both "none" and ingress; only the section tells them apart.
      ...(known === "unknown" || !isCgroupSection(section) ? {} : { attachType: known }),
      open: (): ProgramHandle =>
        attempt(`use program ${name}`, () => native.objectProgram(this.#handle, name)),
    });
  }

  #map(name: string): ObjectMap {
    const map = this.maps.get(name);
    if (map !== undefined) return map;
    const known = [...this.maps.keys()].join(", ");
    throw new RangeError(`Object ${this.#label} has no map ${name}; it has ${known}`);
  }

  #reuse(name: string, from: BpfMap, operation: string): void {
    const differences = mapDifferences(from.info, this.#map(name).shape);
    if (differences.length > 0) {
      throw new BpfError(operation, invalid, { detail: `its ${differences.join(", its ")}` });
    }
    attempt(operation, () => {
      native.objectReuseMap(this.#handle, name, from.handle);
    });
  }

  #unknownVariable(name: string, known: ReadonlyMap<string, NativeVariable>): never {
    throw new RangeError(
      `Object ${this.#label} has no read-only variable ${name}; it has ${[...known.keys()].join(", ")}`,
    );
  }
}

/** As libbpf names the sections of programs for cgroups. */
function isCgroupSection(section: string): boolean {
  return /^\??(cgroup|sockops|lsm_cgroup)/.test(section);
}
