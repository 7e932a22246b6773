import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { mountBpfFileSystem, unmountBpfFileSystem } from "../bpf-file-system.ts";

/** A bpf file system of the test's own; unmounted at the end, and with it all pins dropped. */
export class PinFolder implements Disposable {
  readonly path: string = mkdtempSync(join(tmpdir(), "node-bpf-pins-"));

  constructor() {
    mountBpfFileSystem(this.path);
  }

  /** A path for a pin. */
  at(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    unmountBpfFileSystem(this.path);
    rmdirSync(this.path);
  }
}
