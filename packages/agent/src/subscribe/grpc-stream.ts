import { ChannelCredentials, connectivityState, Metadata } from "@grpc/grpc-js";
import type { Client, ClientDuplexStream, ClientOptions } from "@grpc/grpc-js";
import {
  anonymousClientCredentials,
  CertificateError,
  clientCredentials,
  grpcClient,
} from "@localredirect/process";
import { tableServiceDefinition } from "@localredirect/types/tables";
import type { AgentMessage } from "@localredirect/types/tables";
import type { CredentialListener } from "./credential-listener.ts";
import type { ControllerSecurity } from "./controller-security.ts";
import type { ControllerStream, OpenStream, StreamListener } from "./controller-stream.ts";
import { streamEnd } from "./stream-status.ts";
import { StreamToken } from "./stream-token.ts";

type Call = ClientDuplexStream<AgentMessage, Buffer>;

/**
 * Four times what a batch of our controller takes at most, for those of others; what is larger ends
 * the stream before it is read into memory.
 */
const mostMessageBytes = 16 * 1024 * 1024;

/** Messages that wait to be written; gRPC itself would keep any number. */
const mostUnsent = 64;

const channelOptions: ClientOptions = {
  "grpc.max_receive_message_length": mostMessageBytes,
  // Heartbeats notice a dead connection sooner; gRPC servers of other languages take pings more
  // often than every five minutes for an attack.
  "grpc.keepalive_time_ms": 6 * 60_000,
  "grpc.keepalive_timeout_ms": 20_000,
  // One connection for one stream: a second stream after a Drain must find another replica.
  "grpc.use_local_subchannel_pool": 1,
  "grpc.enable_http_proxy": 0,
  "grpc.enable_retries": 0,
  "grpc.service_config_disable_resolution": 1,
  // A name with many addresses is a Service of many replicas: spread over them.
  "grpc.service_config": JSON.stringify({
    loadBalancingConfig: [{ pick_first: { shuffleAddressList: true } }],
  }),
};

/** Streams by gRPC. Certificates and tokens are read again at each opening, and while it lasts. */
export function grpcStreams(
  security: ControllerSecurity,
  listener: CredentialListener,
): OpenStream {
  const credentials = freshCredentials(security, listener);
  return (address, streamListener) => {
    try {
      const current = credentials();
      const token =
        security.kind === "token" ? new StreamToken(security.tokenFile, listener) : undefined;
      const options = { ...channelOptions, serverName: security.serverName };
      return openStream(grpcClient(address, current, options), token, streamListener);
    } catch (error) {
      return unopened(streamListener, error);
    }
  };
}

/** The certificates as their files hold them now; where these cannot be used, the last good ones. */
function freshCredentials(
  security: ControllerSecurity,
  listener: CredentialListener,
): () => ChannelCredentials {
  const onProblem = (reason: string): void => {
    listener.problem(reason);
  };
  let lastGood: ChannelCredentials | undefined;
  return () => {
    try {
      lastGood = channelCredentials(security, onProblem);
    } catch (error) {
      if (lastGood === undefined || !(error instanceof CertificateError)) throw error;
      onProblem(error.message);
    }
    return lastGood;
  };
}

function channelCredentials(
  security: ControllerSecurity,
  onProblem: (reason: string) => void,
): ChannelCredentials {
  if (security.kind !== "token") return clientCredentials(security, onProblem);
  return security.transport === "plain"
    ? ChannelCredentials.createInsecure()
    : anonymousClientCredentials(security.authoritiesFile, onProblem);
}

function callMetadata(token: StreamToken | undefined): Metadata {
  const metadata = new Metadata();
  if (token !== undefined) metadata.set("authorization", `Bearer ${token.text}`);
  return metadata;
}

/** A stream that could not even be begun, e.g. as a file is missing. */
function unopened(listener: StreamListener, error: unknown): ControllerStream {
  const reason = error instanceof Error ? error.message : String(error);
  const immediate = setImmediate(() => {
    listener.ended({ reason, broken: false });
  });
  return {
    send: () => undefined,
    reauthenticate: () => undefined,
    close: () => {
      clearImmediate(immediate);
    },
  };
}

function openStream(
  client: Client,
  token: StreamToken | undefined,
  listener: StreamListener,
): ControllerStream {
  const { path, requestSerialize } = tableServiceDefinition.streamTable;
  // Bytes are decoded outside: what cannot be read then has a reason, not gRPC's INTERNAL.
  const call: Call = client.makeBidiStreamRequest(
    path,
    requestSerialize,
    (bytes) => bytes,
    callMetadata(token),
  );
  let open = true;
  const shut = (): boolean => {
    const was = open;
    open = false;
    client.close();
    return was;
  };
  call.on("data", (bytes: Buffer) => {
    if (open) listener.received(bytes);
  });
  call.on("error", () => {
    // The status that follows says the same; without a listener the process would end.
  });
  call.on("status", ({ code, details }) => {
    if (shut()) listener.ended(streamEnd(code, details));
  });
  whenConnected(client, () => {
    if (open) listener.connected();
  });
  const close = (): void => {
    if (shut()) call.cancel();
  };
  const send = (message: AgentMessage): void => {
    if (!open) return;
    if (call.writableLength < mostUnsent) {
      call.write(message);
      return;
    }
    close();
    listener.ended({ reason: `The controller leaves ${mostUnsent} messages unread`, broken: true });
  };
  const reauthenticate = (): void => {
    const renewed = open ? token?.renewed() : undefined;
    if (renewed !== undefined) send({ kind: "reauthentication", token: renewed });
  };
  return { send, reauthenticate, close };
}

/** Calls back once the connection stands. If it never does, the call's status says why. */
function whenConnected(client: Client, callback: () => void): void {
  const channel = client.getChannel();
  const state = channel.getConnectivityState(true);
  if (state === connectivityState.SHUTDOWN) return;
  if (state === connectivityState.READY) {
    callback();
    return;
  }
  channel.watchConnectivityState(state, Infinity, () => {
    whenConnected(client, callback);
  });
}
