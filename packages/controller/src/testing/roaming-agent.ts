import { Client, credentials } from "@grpc/grpc-js";
import type { ControllerMessage } from "@localredirect/types";

import { connectAgent } from "../serve/testing/serving.ts";
import type { AgentEnd } from "../serve/testing/serving.ts";
import { SimulatedAgent } from "../serve/testing/simulated-agent.ts";

/** One connection to a controller. */
interface Stay {
  readonly client: Client;
  readonly address: string;
  readonly end: AgentEnd;
}

/**
 * An agent that stays with one of several controllers, and does as the proto file says where that
 * one asks it to go, or goes itself.
 */
export class RoamingAgent {
  readonly agent: SimulatedAgent;
  /** Redirects that controllers have sent, and the snapshots that they began. */
  readonly sent: { redirects: number; snapshots: number } = { redirects: 0, snapshots: 0 };
  readonly #addresses: readonly string[];
  #stay: Stay | undefined;
  #isStopped = false;
  #fewestHeld = Infinity;
  #fewestBackends = Infinity;

  /** Goes to the first of the addresses; `agent`: one that may hold something already. */
  constructor(node: string, addresses: readonly string[], agent?: SimulatedAgent) {
    this.agent = agent ?? new SimulatedAgent(node);
    this.#addresses = addresses;
    this.#stay = this.#connect(addresses[0] ?? "");
  }

  /** The address of the controller that it is at. */
  get address(): string | undefined {
    return this.#stay?.address;
  }

  /** The fewest redirects that the kernel has held since it first held any. */
  get fewestHeld(): number {
    return this.#fewestHeld;
  }

  /** The fewest backends that any redirect came with; Infinity where none came. */
  get fewestBackends(): number {
    return this.#fewestBackends;
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#stay !== undefined) leave(this.#stay);
  }

  #connect(address: string): Stay {
    const client = new Client(address, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
      "grpc.initial_reconnect_backoff_ms": 50,
    });
    const stay: Stay = { client, address, end: connectAgent(client, this.agent) };
    stay.end.call.on("data", (message: ControllerMessage) => {
      this.#hear(stay, message);
    });
    void stay.end.ended.then(() => {
      client.close();
      if (this.#stay === stay) this.#reconnect(stay);
    });
    return stay;
  }

  #hear(stay: Stay, message: ControllerMessage): void {
    if (message.kind === "batch") {
      this.sent.redirects += message.upserts.length;
      if (message.snapshotBegin) this.sent.snapshots += 1;
      const { size } = this.agent.held;
      const holds = size > 0 || this.#fewestHeld < Infinity;
      if (holds) this.#fewestHeld = Math.min(this.#fewestHeld, size);
      const counts = message.upserts.map(({ backends }) => backends.length);
      this.#fewestBackends = Math.min(this.#fewestBackends, ...counts);
    } else if (message.kind === "drain") {
      setTimeout(() => {
        this.#move(stay);
      }, message.delay);
    }
  }

  /** The new stream stands before the old one ends. */
  #move(from: Stay): void {
    if (this.#stay !== from || this.#isStopped) return;
    const next = this.#connect(this.#other(from.address));
    next.end.call.once("data", () => {
      this.#stay = next;
      leave(from);
    });
  }

  #reconnect(from: Stay): void {
    this.#stay = undefined;
    if (this.#isStopped) return;
    setTimeout(() => {
      if (!this.#isStopped) this.#stay = this.#connect(this.#other(from.address));
    }, Math.random() * 200);
  }

  #other(address: string): string {
    const index = this.#addresses.indexOf(address);
    return this.#addresses[(index + 1) % this.#addresses.length] ?? address;
  }
}

function leave({ end, client }: Stay): void {
  end.call.end();
  void end.ended.then(() => {
    client.close();
  });
}
