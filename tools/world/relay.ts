import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, ListenOptions, NetConnectOpts, Server, Socket } from "node:net";

/** A connection that came and the one that it is passed on by. */
type Pair = readonly [near: Socket, far: Socket];

/** Listens at one place and passes every connection on to another; can be cut, and fall silent. */
export class Relay {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #target: NetConnectOpts;
  #isFrozen = false;

  private constructor(server: Server, target: NetConnectOpts) {
    this.#server = server;
    this.#target = target;
    server.on("connection", (near) => {
      this.#join(near, connect(this.#target));
    });
  }

  /** Listens where `at` says, on a port of 127.0.0.1 unless told otherwise. */
  static async start(
    target: NetConnectOpts,
    at: ListenOptions = { host: "127.0.0.1", port: 0 },
  ): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server, target);
    server.listen(at);
    await once(server, "listening");
    return relay;
  }

  /** Where it listens by TCP. */
  get port(): number {
    // A TCP server that listens has an address of this form.
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections that stand. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** New connections go there; others stay where they are. */
  leadTo(target: NetConnectOpts): void {
    this.#target = target;
  }

  /** Cuts the connections that stand; new ones work. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** Swallows all that comes over the connections that stand; new ones work. */
  silence(): void {
    for (const pair of this.#pairs) swallow(pair);
  }

  /** From now on swallows all that comes over any connection, and tells nobody. */
  freeze(): void {
    this.#isFrozen = true;
    this.silence();
  }

  /** Cuts what was frozen; new connections work again. */
  thaw(): void {
    this.#isFrozen = false;
    this.cut();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, "close");
  }

  #join(near: Socket, far: Socket): void {
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const end = (): void => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    if (this.#isFrozen) swallow(pair);
    else near.pipe(far).pipe(near);
  }
}

function swallow(pair: Pair): void {
  for (const socket of pair) socket.unpipe().resume();
}
