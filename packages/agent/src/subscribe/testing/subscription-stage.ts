import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BatchMessage, Redirect } from "@localredirect/types/tables";
import { FakeDatapath } from "../../datapath/testing/fake-datapath.ts";
import type { ControllerSecurity } from "../controller-security.ts";
import type { ShownToken } from "../credential-listener.ts";
import { grpcStreams } from "../grpc-stream.ts";
import { KernelLane } from "../kernel-lane.ts";
import type { SubscriberEvent } from "../subscriber-events.ts";
import { Subscriber } from "../subscriber.ts";
import { Mailbox } from "./mailbox.ts";
import { digestOfRedirects, sampleBatch, sampleWelcome } from "./sample-batches.ts";
import { ScriptedController } from "./scripted-controller.ts";
import type { ScriptedStream } from "./scripted-controller.ts";

type Event<Kind extends SubscriberEvent["kind"]> = Extract<SubscriberEvent, { kind: Kind }>;

/** No TLS, as on a loopback address. */
export const plain: ControllerSecurity = { kind: "plain", serverName: undefined };

/** An agent without a kernel: what it says happened comes into its mailbox. */
export class SubscribingAgent {
  readonly datapath: FakeDatapath;
  readonly subscriber: Subscriber;
  /** What became of changed certificates and tokens. */
  readonly problems: Mailbox<string> = new Mailbox<string>();
  readonly shownTokens: ShownToken[] = [];
  readonly #events = new Mailbox<SubscriberEvent>();

  constructor(
    addresses: readonly string[],
    datapath: FakeDatapath = new FakeDatapath(),
    security: ControllerSecurity = plain,
  ) {
    this.datapath = datapath;
    this.subscriber = new Subscriber({
      addresses,
      facts: { node: "node-1", agentVersion: "0.1.0", ipv4: true, ipv6: true },
      open: grpcStreams(security, {
        problem: (reason) => {
          this.problems.put(reason);
        },
        shown: (token) => this.shownTokens.push(token),
      }),
      lane: new KernelLane(datapath),
      onEvent: (event) => {
        this.#events.put(event);
      },
    });
  }

  /** The next event of a kind; others are passed over. */
  event<Kind extends SubscriberEvent["kind"]>(kind: Kind): Promise<Event<Kind>> {
    return this.#events.takeWhere((event): event is Event<Kind> => event.kind === kind);
  }

  /** Why the next stream to end ended. */
  async endReason(): Promise<string> {
    const { cause } = await this.event("ended");
    return "reason" in cause ? cause.reason : cause.kind;
  }

  get held(): readonly string[] {
    return [...this.datapath.held().keys()];
  }
}

/** Controllers and agents of one test, and a folder for their files. */
export class SubscriptionStage {
  readonly folder: string = mkdtempSync(join(tmpdir(), "subscriber-"));
  readonly #cleanUps: (() => unknown)[] = [];

  async startController(
    ...parameters: Parameters<typeof ScriptedController.start>
  ): Promise<ScriptedController> {
    const controller = await ScriptedController.start(...parameters);
    this.atEnd(() => {
      controller.stop();
    });
    return controller;
  }

  startAgent(...parameters: ConstructorParameters<typeof SubscribingAgent>): SubscribingAgent {
    const agent = new SubscribingAgent(...parameters);
    this.atEnd(() => agent.subscriber.stop());
    return agent;
  }

  /** What is to be undone, the last first. */
  atEnd(cleanUp: () => unknown): void {
    this.#cleanUps.push(cleanUp);
  }

  async close(): Promise<void> {
    for (const cleanUp of this.#cleanUps.splice(0).reverse()) await cleanUp();
    rmSync(this.folder, { recursive: true });
  }
}

/** Greets the next agent that comes. */
export async function greet(
  controller: ScriptedController,
  welcome: Parameters<typeof sampleWelcome>[0] = {},
): Promise<ScriptedStream> {
  const stream = await controller.stream();
  await stream.take("hello");
  stream.send(sampleWelcome(welcome));
  return stream;
}

/** A table as one batch. */
export function wholeTable(redirects: readonly Redirect[], nonce = 1): BatchMessage {
  const digest = digestOfRedirects(redirects);
  return sampleBatch({ nonce, upserts: redirects, snapshotBegin: true, snapshotEnd: true, digest });
}

/** An address that nobody listens on. */
export async function deadAddress(): Promise<string> {
  const controller = await ScriptedController.start();
  controller.stop();
  return controller.address;
}
