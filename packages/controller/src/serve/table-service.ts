import type { Logger } from "@localredirect/process";
import type { ControllerMessage } from "@localredirect/types";

import type { ControllerMetrics } from "../metrics.ts";
import type { NodeTables } from "../node-tables.ts";
import { AgentStream } from "./agent-stream.ts";
import type { AgentCall, SharedEffect, StreamEnd, StreamListener } from "./agent-stream.ts";
import { Attention } from "./attention.ts";
import { FanOut } from "./fan-out.ts";
import type { IdentifyCall } from "./call-identity.ts";
import { identifyAgent } from "./identify-agent.ts";
import type { VerifyToken } from "./identify-agent.ts";
import type { ProgressBoard } from "./progress-board.ts";
import type { ProgressChange, SessionSettings } from "./session-state.ts";
import { Rounds } from "./rounds.ts";
import { StreamLog } from "./stream-log.ts";

/** What the service serves from, and to whom it reports. */
export interface TableServiceOptions {
  readonly tables: NodeTables;
  readonly board: ProgressBoard;
  readonly settings: SessionSettings;
  readonly metrics: ControllerMetrics;
  /** Who makes a call, as the server's transport says. */
  readonly identify: IdentifyCall;
  /** Undefined: tokens prove nothing here. */
  readonly verify: VerifyToken | undefined;
  readonly logger: Logger;
}

/** Three times the nodes of a large cluster; each takes some 80 KB of memory with TLS. */
const mostStreams = 16_384;

/** How exactly heartbeats and silence are timed, in milliseconds. */
const tickInterval = 1000;

/**
 * An agent that is asked to go because another stream of its node came: two agents under one name
 * would otherwise drive each other out as fast as they can connect. In milliseconds.
 */
const takeoverDelay = 5000;

/** Agents that are asked to go at once spread over this time, in milliseconds. */
const drainSpread = 1000;

/** TableService: one stream for each node's agent, from its table to its kernel. */
export class TableService implements StreamListener {
  readonly #options: TableServiceOptions;
  readonly #streams = new Set<AgentStream>();
  readonly #byNode = new Map<string, AgentStream>();
  readonly #log: StreamLog;
  readonly #fanOut: FanOut;
  readonly #unsubscribe: () => void;
  readonly #ticker: NodeJS.Timeout;
  readonly #attention: Attention;
  readonly #rounds: Rounds<AgentStream>;
  #wasReady: boolean;
  #closing: { readonly reason: string; readonly emptied: PromiseWithResolvers<void> } | undefined;

  constructor(options: TableServiceOptions) {
    this.#options = options;
    this.#log = new StreamLog(options.logger);
    this.#wasReady = options.tables.ready;
    this.#fanOut = new FanOut((node) => this.#byNode.get(node)?.feed({ kind: "look" }));
    this.#unsubscribe = options.tables.onChange((nodes) => {
      this.#onTables(nodes);
    });
    const interval = Math.min(tickInterval, options.settings.heartbeatInterval);
    this.#attention = new Attention(interval, Date.now());
    this.#ticker = setInterval(() => {
      this.#attention.look(Date.now());
    }, interval);
    this.#rounds = new Rounds(
      this.#streams,
      (stream) => {
        stream.tick();
      },
      interval,
    );
  }

  /** Streams that are open now. */
  get size(): number {
    return this.#streams.size;
  }

  /** What grpc-js calls for each stream. */
  readonly streamTable = (call: AgentCall): void => {
    const { tables, settings, metrics, identify, verify } = this.#options;
    const stream = new AgentStream(call, {
      ...{ tables, settings, verify },
      attention: this.#attention,
      listener: this,
    });
    this.#streams.add(stream);
    metrics.streamsOpened.inc();
    if (this.#closing !== undefined) {
      stream.close(this.#closing.reason);
    } else if (this.#streams.size > mostStreams) {
      stream.close(`This controller serves ${mostStreams} streams, and no more`);
    } else {
      void stream.identify(identifyAgent(identify(call), call.metadata, verify));
    }
  };

  /**
   * Asks every agent to go, takes no new ones, and resolves when all have gone or the time is over;
   * who is left then is cut off.
   *
   * @param patience - in milliseconds
   */
  async drain(reason: string, patience: number): Promise<void> {
    this.#closing = { reason, emptied: Promise.withResolvers() };
    const { emptied } = this.#closing;
    const count = this.#streams.size;
    [...this.#streams].forEach((stream, index) => {
      stream.feed({ kind: "drain", reason, delay: Math.floor((index / count) * drainSpread) });
    });
    this.#tellEmptied();
    const timer = setTimeout(emptied.resolve, patience);
    await emptied.promise;
    clearTimeout(timer);
    this.#streams.forEach((stream) => {
      stream.close(reason);
    });
  }

  /** Stops following the tables and the time. */
  close(): void {
    clearInterval(this.#ticker);
    this.#rounds.stop();
    this.#unsubscribe();
    this.#fanOut.stop();
  }

  effect(stream: AgentStream, effect: SharedEffect): void {
    switch (effect.kind) {
      case "send":
        this.#countSent(effect.message);
        break;
      case "welcomed":
        this.#welcome(stream, effect.node);
        break;
      case "progress":
        this.#note(stream, effect.change);
        break;
      case "acknowledged":
        this.#countAck(stream, effect);
        break;
      case "behind":
        this.#options.tables.noteSeen(effect.seen);
        break;
      case "diverged":
        this.#options.metrics.divergences.inc();
        this.#options.logger.warn(
          { node: stream.node },
          "agent holds another table than it acknowledged",
        );
        break;
    }
  }

  ended(stream: AgentStream, end: StreamEnd): void {
    const { reason, refused } = end;
    this.#streams.delete(stream);
    const { streamEnds, identityRefusals } = this.#options.metrics;
    streamEnds.inc({ reason });
    if (refused !== undefined) identityRefusals.inc({ reason: refused });
    const { node, peerAddress: peer } = stream;
    this.#log.ended(end, { node, peer });
    if (node !== undefined && this.#byNode.get(node) === stream) {
      this.#byNode.delete(node);
      this.#options.board.disconnect(node);
    }
    this.#tellEmptied();
  }

  #welcome(stream: AgentStream, node: string): void {
    const before = this.#byNode.get(node);
    this.#byNode.set(node, stream);
    this.#log.connected({ node, peer: stream.peerAddress });
    before?.feed({
      kind: "drain",
      reason: `Another stream of node ${node} came`,
      delay: takeoverDelay,
    });
  }

  /** A stream that another one has taken the place of knows nothing new of the node. */
  #note(stream: AgentStream, change: ProgressChange): void {
    const { node } = stream;
    if (node !== undefined && this.#byNode.get(node) === stream) {
      this.#options.board.update(node, change);
    }
  }

  #countSent(message: ControllerMessage): void {
    const { batches, drains } = this.#options.metrics;
    if (message.kind === "batch") {
      batches.inc();
    } else if (message.kind === "drain") {
      drains.inc();
    }
  }

  #countAck(stream: AgentStream, effect: { refused: number; latency: number | undefined }): void {
    const { logger } = this.#options;
    const metrics = this.#options.metrics;
    if (effect.refused > 0) {
      metrics.refusals.inc(effect.refused);
      logger.warn({ node: stream.node, refused: effect.refused }, "agent refused redirects");
    }
    if (effect.latency !== undefined) {
      metrics.syncLatency.observe(effect.latency / 1000);
    }
  }

  #onTables(nodes: ReadonlySet<string>): void {
    const { ready } = this.#options.tables;
    // Whoever waits for the sources waits for all of them, whether its own table changes or not.
    this.#fanOut.add(ready === this.#wasReady ? nodes : new Set(this.#byNode.keys()));
    this.#wasReady = ready;
  }

  #tellEmptied(): void {
    if (this.#streams.size === 0) {
      this.#closing?.emptied.resolve();
    }
  }
}
