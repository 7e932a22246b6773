import { bad, good } from "@localredirect/process";
import type { Logger } from "@localredirect/process";
import { peerServiceDefinition, WireError } from "@localredirect/types";
import type { MethodDefinition, ProgressMessage } from "@localredirect/types";

import type { NodeProgressBoard, ReplicaProgress } from "../node-tables.ts";
import { controllerUri } from "../identity/authority/serving-names.ts";
import { isController } from "../serve/agent-identity.ts";
import type { IdentifyCall } from "../serve/call-identity.ts";
import { endCall, ProgressStream } from "./progress-stream.ts";
import type { PeerCall, PeerEndCode, ReceivedRequest } from "./progress-stream.ts";
import { ToldNodes } from "./told-nodes.ts";

/** What the service tells, and to whom. */
export interface PeerServiceOptions {
  /** What this replica knows itself. */
  readonly board: NodeProgressBoard<ReplicaProgress>;
  readonly identify: IdentifyCall;
  /** Of this replica, for logs. */
  readonly controller: string;
  readonly instance: string;
  /** How long changes are gathered before they are told, in milliseconds. */
  readonly gathering: number;
  readonly logger: Logger;
}

/** As many as a replica asks itself. */
const mostStreams = 64;

/** PeerService: tells other replicas which node applied what. */
export class PeerService {
  readonly #options: PeerServiceOptions;
  readonly #streams = new Set<ProgressStream>();
  readonly #unsubscribe: () => void;
  #closed: string | undefined;

  constructor(options: PeerServiceOptions) {
    this.#options = options;
    this.#unsubscribe = options.board.onChange((nodes) => {
      this.#streams.forEach((stream) => {
        stream.look(nodes);
      });
    });
  }

  /** Streams that are open now. */
  get size(): number {
    return this.#streams.size;
  }

  /** What grpc-js calls for each stream. */
  readonly streamProgress = (call: PeerCall): void => {
    const { board, controller, instance, gathering, logger } = this.#options;
    const refusal = this.#refusal(call);
    if (refusal !== undefined) {
      const [code, details] = refusal;
      logger.warn({ peer: call.getPeer(), code, details }, "peer refused");
      endCall(call, code, details);
      return;
    }
    const asking = call.request.ok ? call.request.value.controller : undefined;
    logger.info({ peer: call.getPeer(), controller: asking }, "peer asks");
    const told = new ToldNodes(board.progress);
    const stream: ProgressStream = new ProgressStream(call, told, gathering, () => {
      this.#streams.delete(stream);
    });
    this.#streams.add(stream);
    stream.welcome(controller, instance);
  };

  /** Ends every stream, and takes no new ones. */
  close(reason: string): void {
    this.#closed = reason;
    this.#unsubscribe();
    this.#streams.forEach((stream) => {
      stream.end("UNAVAILABLE", reason);
    });
  }

  /** Why a caller is told nothing; undefined: it is. */
  #refusal(call: PeerCall): readonly [code: PeerEndCode, details: string] | undefined {
    const { identify } = this.#options;
    if (!isController(identify(call))) {
      const lacking = `The caller has no client certificate with the URI name ${controllerUri}`;
      return ["PERMISSION_DENIED", lacking];
    }
    if (!call.request.ok) return ["INVALID_ARGUMENT", call.request.reason];
    if (this.#closed !== undefined) return ["UNAVAILABLE", this.#closed];
    if (this.#streams.size < mostStreams) return undefined;
    const full = `This replica tells ${mostStreams} others what it knows, and no more`;
    return ["RESOURCE_EXHAUSTED", full];
  }
}

/** PeerService as the server has it: bytes that are no request are a value, not an exception. */
export const peerMethods: {
  readonly streamProgress: MethodDefinition<ReceivedRequest, ProgressMessage>;
} = {
  streamProgress: {
    ...peerServiceDefinition.streamProgress,
    requestSerialize: () => {
      throw new TypeError("A server sends no requests");
    },
    requestDeserialize: (bytes) => {
      try {
        return good(peerServiceDefinition.streamProgress.requestDeserialize(bytes));
      } catch (error) {
        if (error instanceof WireError) return bad(`The request cannot be read: ${error.message}`);
        throw error;
      }
    },
  },
};
