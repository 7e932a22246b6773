import type { BpfMap } from "../bpf-map.ts";
import { BpfObject } from "../bpf-object.ts";
import type { BpfProgram } from "../bpf-program.ts";
import { compileBpf } from "./compile-bpf.ts";

/** One of the test objects, loaded, with what it has by name. */
export class LoadedObject implements Disposable {
  readonly object: BpfObject;
  readonly #maps = new Map<string, BpfMap>();

  constructor(name: string, configure: (object: BpfObject) => void = () => undefined) {
    this.object = BpfObject.open(compileBpf(name));
    configure(this.object);
    this.object.load();
  }

  program(name: string): BpfProgram {
    const program = this.object.programs.get(name);
    if (program === undefined) throw new Error(`The test object has no program ${name}`);
    return program;
  }

  /** Opened once, closed with the object. */
  map(name: string): BpfMap {
    const map = this.#maps.get(name) ?? this.object.maps.get(name)?.open();
    if (map === undefined) throw new Error(`The test object has no map ${name}`);
    this.#maps.set(name, map);
    return map;
  }

  [Symbol.dispose](): void {
    for (const map of this.#maps.values()) map.close();
    this.object.close();
  }
}
