import { Metadata } from "@grpc/grpc-js";
import type { ChannelCredentials, Client } from "@grpc/grpc-js";
import { anonymousClientCredentials, grpcClient } from "@localredirect/process";

import { connectAgent } from "../../serve/testing/serving.ts";
import type { AgentEnd } from "../../serve/testing/serving.ts";
import { SimulatedAgent } from "../../serve/testing/simulated-agent.ts";
import { startControllerProcess } from "../../testing/controller-process.ts";
import type { ControllerProcess } from "../../testing/controller-process.ts";
import type { IdentityCluster } from "./identity-cluster.ts";

/** By which deploy/ has agents verify whom they are connected to. */
export const serverName = "localredirect-controller.localredirect.svc";

/** As often as the controller asks for, in milliseconds. */
const heartbeatInterval = 5000;

/** A controller as deploy/ starts it, but for the addresses. */
export class IdentityController {
  readonly process: ControllerProcess;
  readonly #clients: Client[] = [];

  /** `parameters`: beside those of deploy/. */
  constructor(cluster: IdentityCluster, parameters: readonly string[] = []) {
    this.process = startControllerProcess(
      [
        "--source=kubernetes",
        "--listen=127.0.0.1:0",
        "--http=127.0.0.1:0",
        "--agent-service-account=localredirect/localredirect-agent",
        "--token-audience=localredirect",
        "--log-format=json",
        ...parameters,
      ],
      { KUBECONFIG: cluster.kubeconfig, POD_NAMESPACE: "localredirect", POD_IP: "127.0.0.1" },
    );
  }

  /** Resolves once agents are served. */
  async ready(): Promise<void> {
    for (const message of ["certificate made", "listening", "sources listed"]) {
      await this.process.line(message);
    }
  }

  /** Ends it at once, with those who are connected. */
  async kill(): Promise<void> {
    this.#clients.splice(0).forEach((client) => {
      client.close();
    });
    this.process.kill("SIGKILL");
    await this.process.ended;
  }

  /** An agent that says it is of a node, and shows a token where it has one. */
  async connect(
    node: string,
    token: string | undefined,
    credentials: ChannelCredentials,
  ): Promise<AgentEnd> {
    const metadata = new Metadata();
    if (token !== undefined) metadata.set("authorization", `Bearer ${token}`);
    const { address } = await this.process.line("listening");
    const own = { "grpc.use_local_subchannel_pool": 1, serverName };
    const client = grpcClient(String(address), credentials, own);
    this.#clients.push(client);
    const agent = new SimulatedAgent(node);
    const end = connectAgent(client, agent, metadata);
    // Who is silent for long is taken for dead.
    const timer = setInterval(() => end.call.write(agent.heartbeat()), heartbeatInterval);
    void end.ended.then(() => {
      clearInterval(timer);
    });
    return end;
  }

  /** What its metrics say of a series, as `name{label="value"}`; undefined: there is none. */
  async metric(series: string): Promise<number | undefined> {
    const { http } = await this.process.line("listening");
    const text = await (await fetch(`http://${String(http)}/metrics`)).text();
    const line = text.split("\n").find((each) => each.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length));
  }
}

/** Of an agent without certificate, that believes those whom a bundle's file vouches for. */
export function trusting(bundleFile: string): ChannelCredentials {
  return anonymousClientCredentials(bundleFile, (reason) => {
    throw new Error(reason);
  });
}

/** The addresses of all backends that an agent was told of. */
export function backendsOf({ received }: AgentEnd): readonly string[] {
  return received.flatMap((message) =>
    message.kind === "batch"
      ? message.upserts.flatMap(({ backends }) => backends.map(({ address }) => address))
      : [],
  );
}
