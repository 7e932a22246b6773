import { BpfMap } from "@localredirect/node-bpf";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The kernel's table of frontends, read as anybody on the node could read it. */
export class KernelTable implements Disposable {
  readonly #frontends: BpfMap;

  /** @param pins the folder that the agent was given as `--pin` */
  constructor(pins: string) {
    const table = readdirSync(pins).find((name) => name.startsWith("table_"));
    if (table === undefined) throw new Error(`No table is pinned in ${pins}`);
    this.#frontends = BpfMap.openPinned(join(pins, table, "frontends"));
  }

  /** Whether the kernel redirects TCP connections to an IPv4 address and port. */
  has(address: string, port: number): boolean {
    return this.#frontends.get(frontendKey(address, port)) !== undefined;
  }

  /**
   * Looks again and again, without letting go of the processor for long, until the answer of `has`
   * is the wanted one.
   *
   * @throws {Error} after five seconds
   */
  waitUntil(address: string, port: number, wanted: boolean): void {
    const start = performance.now();
    while (this.has(address, port) !== wanted) {
      if (performance.now() - start > 5_000) {
        throw new Error(`The kernel's table did not change within 5 s for ${address}:${port}`);
      }
      Atomics.wait(pause, 0, 0, 0.1);
    }
  }

  [Symbol.dispose](): void {
    this.#frontends.close();
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** struct frontend_key of bpf/layout.h. */
function frontendKey(address: string, port: number): Uint8Array {
  const key = new Uint8Array(20);
  key.set([0xff, 0xff, ...address.split(".").map(Number)], 10);
  new DataView(key.buffer).setUint16(16, port);
  key[18] = 6;
  return key;
}
