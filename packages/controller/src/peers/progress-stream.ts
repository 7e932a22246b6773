import { status } from "@grpc/grpc-js";
import type { ServerWritableStream } from "@grpc/grpc-js";
import type { Result } from "@localredirect/process";
import type { ProgressMessage, StreamProgressRequest } from "@localredirect/types";

import { ToldNodes } from "./told-nodes.ts";

/** A request, or why it is none. */
export type ReceivedRequest = Result<StreamProgressRequest>;

/** The stream as grpc-js has it. */
export type PeerCall = ServerWritableStream<ReceivedRequest, ProgressMessage>;

/** How a call is refused or ended: the gRPC status codes that the proto file lists. */
export type PeerEndCode =
  "INVALID_ARGUMENT" | "PERMISSION_DENIED" | "RESOURCE_EXHAUSTED" | "UNAVAILABLE";

/** Tells one other replica what this one knows, no faster than it reads. */
export class ProgressStream {
  readonly #call: PeerCall;
  readonly #told: ToldNodes;
  readonly #gathering: number;
  readonly #onEnd: () => void;
  /** Until the next message: the last one has not left, or changes are being gathered. */
  #isBusy = true;
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;

  /** `gathering`: how long changes are gathered before they are told, in milliseconds. */
  constructor(call: PeerCall, told: ToldNodes, gathering: number, onEnd: () => void) {
    this.#call = call;
    this.#told = told;
    this.#gathering = gathering;
    this.#onEnd = onEnd;
    call.on("cancelled", () => {
      this.#finish();
    });
    call.on("error", () => {
      this.#finish();
    });
  }

  /** Begins, with who speaks. */
  welcome(controller: string, instance: string): void {
    this.#write({ kind: "welcome", controller, instance });
  }

  /** Nodes have changed. */
  look(nodes: ReadonlySet<string>): void {
    this.#told.look(nodes);
    if (!this.#isBusy) this.#gather();
  }

  /** Ends the stream from our side. */
  end(code: PeerEndCode, details: string): void {
    if (this.#isEnded) return;
    this.#finish();
    endCall(this.#call, code, details);
  }

  #gather(): void {
    this.#isBusy = true;
    this.#timer = setTimeout(() => {
      this.#say();
    }, this.#gathering);
  }

  #say(): void {
    if (this.#isEnded) return;
    const message = this.#told.next();
    if (message === undefined) this.#isBusy = false;
    else this.#write(message);
  }

  #write(message: ProgressMessage): void {
    // Called back once HTTP/2 has sent it: whoever does not read is told nothing more.
    this.#call.write(message, () => {
      if (this.#isEnded) return;
      // What there is at the beginning goes on at once, though others have their turn in between.
      if (this.#told.isWhole) this.#rest();
      else
        setImmediate(() => {
          this.#say();
        });
    });
  }

  #rest(): void {
    if (this.#told.isWaiting) this.#gather();
    else this.#isBusy = false;
  }

  #finish(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#onEnd();
  }
}

/** Ends a call with a status; grpc-js sends what was written before. */
export function endCall(call: PeerCall, code: PeerEndCode, details: string): void {
  call.emit("error", Object.assign(new Error(details), { code: status[code], details }));
}
