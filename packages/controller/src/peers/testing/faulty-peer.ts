import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { grpcTarget } from "@localredirect/process";
import type { ListenAddress } from "@localredirect/process";
import { peerServiceDefinition } from "@localredirect/types";
import type { NodeReport, ProgressMessage } from "@localredirect/types";

/** How a faulty peer speaks. */
export interface Speaker {
  readonly say: (bytes: Buffer) => void;
  readonly welcome: () => void;
  /** Of one node, with so many redirects. */
  readonly tell: (node: string, redirects: number) => void;
  /** Of so many nodes; others in each round. */
  readonly tellMany: (round: number, nodes: number) => void;
  /** Again and again, as fast as the other side reads. */
  readonly repeat: (speech: (round: number) => void) => void;
  readonly end: () => void;
}

/** What a faulty peer says to who asks it. */
export type Speech = (speaker: Speaker) => void;

/** A server of PeerService that says whatever it likes. */
export interface FaultyPeer {
  readonly address: ListenAddress;
  stop(): Promise<void>;
}

/** Bytes that are sent as they are, where a message would be. */
type Call = ServerWritableStream<unknown, ProgressMessage | Uint8Array>;

export async function startFaultyPeer(address: ListenAddress, speech: Speech): Promise<FaultyPeer> {
  const server = new Server();
  let instances = 0;
  server.addService(
    { ...peerServiceDefinition },
    {
      streamProgress: (call: Call) => {
        instances += 1;
        call.on("error", () => undefined);
        speech(speakerOf(call, `faulty-${instances}`));
      },
    },
  );
  await new Promise((resolve, reject) => {
    server.bindAsync(grpcTarget(address), ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
  return {
    address,
    stop: () => {
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

function speakerOf(call: Call, instance: string): Speaker {
  const tell = (nodes: readonly NodeReport[]): void => {
    call.write({ kind: "progress", nodes, snapshotEnd: false });
  };
  const repeat = (speech: (round: number) => void, round = 0): void => {
    if (call.cancelled) return;
    speech(round);
    const again = (): void => {
      repeat(speech, round + 1);
    };
    if (call.writableNeedDrain) call.once("drain", again);
    else setImmediate(again);
  };
  return {
    say: (bytes) => {
      call.write(bytes);
    },
    welcome: () => {
      call.write({ kind: "welcome", controller: "faulty", instance });
    },
    tell: (node, redirects) => {
      tell([report(node, redirects)]);
    },
    tellMany: (round, nodes) => {
      const names = Array.from({ length: nodes }, (_, index) => `node-${round}-${index}`);
      tell(names.map((node) => report(node, 1)));
    },
    repeat,
    end: () => {
      call.end();
    },
  };
}

function report(node: string, redirects: number): NodeReport {
  return {
    ...{ node, connected: true, since: 1, toldAt: 1, syncedAt: undefined },
    ...{ agentVersion: undefined, digest: undefined, reset: true, more: false },
    ...{ removed: [], refused: [], warnings: [] },
    applied: Array.from({ length: redirects }, (_, index) => ({
      frontend: `10.0.0.${index}:80/TCP`,
      version: "00".repeat(16),
      policyUid: "uid",
      generation: 1,
    })),
  };
}
