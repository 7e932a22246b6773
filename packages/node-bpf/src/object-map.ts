import { BpfMap } from "./bpf-map.ts";
import { type MapShape, mapShape } from "./map-shape.ts";
import { native, type ObjectHandle } from "./native.ts";
import { attempt } from "./native-call.ts";

/** A map that an object defines. Configure it before the object is loaded, open it afterwards. */
export class ObjectMap {
  /** The name of its definition, or of the ELF section for global data (".rodata"). */
  readonly name: string;
  /** Whether it holds a section of global variables. */
  readonly globalData: boolean;
  readonly #object: ObjectHandle;

  /** Users take BpfObject.maps. */
  constructor(object: ObjectHandle, name: string, globalData: boolean) {
    this.#object = object;
    this.name = name;
    this.globalData = globalData;
  }

  /** How the map will be created, or was. */
  get shape(): MapShape {
    return mapShape(
      attempt(`inspect map ${this.name}`, () => native.objectMapShape(this.#object, this.name)),
    );
  }

  /**
   * The map in the kernel, with a descriptor of its own: it lives on when the object is closed,
   * and is the caller's to close.
   *
   * @throws {BpfError} EBADF when the object is not loaded
   */
  open(): BpfMap {
    const handle = attempt(`open map ${this.name}`, () =>
      native.objectMap(this.#object, this.name),
    );
    return new BpfMap(handle, this.name);
  }
}
