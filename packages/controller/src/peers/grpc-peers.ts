import type { ChannelCredentials } from "@grpc/grpc-js";
import { grpcClient, grpcTarget } from "@localredirect/process";
import type { ListenAddress } from "@localredirect/process";
import { peerServiceDefinition } from "@localredirect/types";

/**
 * Opens a stream to a replica: what it says, still encoded, as fast as it is read. Ends with the
 * stream, throws what grpc-js does, and ends the stream when the signal aborts.
 */
export type OpenPeer = (address: ListenAddress, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** How replicas are called. */
export interface PeerCalls {
  readonly credentials: ChannelCredentials;
  /** The name in the certificates of replicas; undefined: the host that is connected to. */
  readonly serverName: string | undefined;
  /** This replica, for logs of others. */
  readonly controller: string;
}

/** As peers.proto bounds a message. */
const longestMessage = 4 * 1024 * 1024;

/**
 * HTTP/2 pings find a replica whose node is gone without a word, in milliseconds: well before the
 * time is over for which what it said stays.
 */
const keepaliveTime = 10_000;
const keepaliveTimeout = 5000;

/** Calls replicas by gRPC, each on a connection of its own. */
export function grpcPeers({ credentials, serverName, controller }: PeerCalls): OpenPeer {
  const { path, requestSerialize } = peerServiceDefinition.streamProgress;
  const options = {
    serverName,
    "grpc.use_local_subchannel_pool": 1,
    "grpc.max_receive_message_length": longestMessage,
    "grpc.keepalive_time_ms": keepaliveTime,
    "grpc.keepalive_timeout_ms": keepaliveTimeout,
  };
  return async function* open(address, signal) {
    const client = grpcClient(grpcTarget(address), credentials, options);
    const call = client.makeServerStreamRequest(path, requestSerialize, asIs, { controller });
    const cancel = (): void => {
      call.cancel();
    };
    // Whoever has stopped reading does not want to hear how the stream ended.
    call.on("error", () => undefined);
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      // Deserialized by asIs; grpc-js types what is iterated as any.
      for await (const bytes of call as AsyncIterable<Uint8Array>) yield bytes;
    } finally {
      signal.removeEventListener("abort", cancel);
      cancel();
      client.close();
    }
  };
}

function asIs(bytes: Uint8Array): Uint8Array {
  return bytes;
}
