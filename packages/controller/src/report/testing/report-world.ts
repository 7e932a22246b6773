import { Client, credentials } from "@grpc/grpc-js";
import { expect } from "vitest";

import type { ControlPlane } from "../../../../../tools/cluster/control-plane.ts";
import { jsonField } from "../../../../../tools/cluster/json-field.ts";
import { install, namespace } from "../../../../../tools/deploy/installation.ts";
import { connectAgent } from "../../serve/testing/serving.ts";
import { SimulatedAgent } from "../../serve/testing/simulated-agent.ts";
import { ApiObjects } from "../../sources/kubernetes/testing/api-objects.ts";
import { startControllerProcess } from "../../testing/controller-process.ts";
import type { ControllerProcess } from "../../testing/controller-process.ts";

const policies = "/apis/balancing.elf.io/v1beta1/localredirectpolicies";
const lease = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/localredirect-controller`;

/** How long anything may take on a busy machine, with outages and back-off, in milliseconds. */
export const patience = { timeout: 90_000, interval: 100 };

/** As an agent's, so that its stream does not count as broken, in milliseconds. */
const heartbeatInterval = 5000;

/** An event, as the API has it. */
export interface SeenEvent {
  readonly reason: string;
  readonly type: string;
  readonly note: string;
  readonly count: number;
}

/** A controller process and how to reach it. */
export interface Replica {
  readonly process: ControllerProcess;
  readonly address: string;
  /** The value of a metric's line, NaN where there is none. */
  metric(line: string): Promise<number>;
}

/** What deploy/ installs, with controllers as processes of this machine and simulated agents. */
export class ReportWorld {
  readonly plane: ControlPlane;
  readonly api: ApiObjects;
  readonly #replicas: Replica[] = [];
  readonly #agents: (() => void)[] = [];
  /** Of the controllers' ServiceAccount. Undefined: nothing is installed. */
  #kubeconfig: string | undefined;

  constructor(plane: ControlPlane) {
    this.plane = plane;
    this.api = new ApiObjects(plane);
  }

  /** Installs what controllers need; policies can be made then. */
  async install(): Promise<void> {
    this.#kubeconfig = await install(this.plane);
    await this.api.serviceAccount("default");
  }

  /** Those that were started, also where they have ended, the oldest first. */
  get replicas(): readonly Replica[] {
    return this.#replicas;
  }

  /**
   * A controller with the ServiceAccount of deploy/, and nothing else. `peer`: another replica,
   * whose nodes it hears of.
   */
  async startReplica(name: string, peer?: Replica): Promise<Replica> {
    const flags = ["--source", "kubernetes", "--insecure", "--log-format", "json"];
    const peers = peer === undefined ? [] : ["--peer", peer.address];
    const process = startControllerProcess(
      [...flags, ...peers, "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"],
      { KUBECONFIG: this.#kubeconfig, POD_NAME: name, POD_NAMESPACE: namespace },
    );
    const { address, http } = await process.line("listening");
    await process.line("sources listed");
    const metric = async (line: string): Promise<number> => {
      const text = await (await fetch(`http://${String(http)}/metrics`)).text();
      const found = text.split("\n").find((each) => each.startsWith(`${line} `));
      return Number(found?.slice(line.length));
    };
    const replica = { process, address: String(address), metric };
    this.#replicas.push(replica);
    return replica;
  }

  /** An agent that takes what it gets. Returns how it goes. */
  connectAgent(agent: SimulatedAgent | string, replica: Replica): () => void {
    const client = new Client(replica.address, credentials.createInsecure());
    const simulated = typeof agent === "string" ? new SimulatedAgent(agent) : agent;
    const { call } = connectAgent(client, simulated);
    const beat = setInterval(() => call.write(simulated.heartbeat()), heartbeatInterval);
    const end = (): void => {
      clearInterval(beat);
      client.close();
    };
    this.#agents.push(end);
    return end;
  }

  async policy(name: string): Promise<unknown> {
    const answer = await this.plane.admin.request({ method: "GET", path: `${policies}/${name}` });
    return answer.body;
  }

  async resourceVersion(name: string): Promise<string> {
    return String(jsonField(await this.policy(name), "metadata", "resourceVersion"));
  }

  /** A policy's status in few words: `Accepted=True/Accepted … nodes=1/2 backends=3`. */
  async status(name: string): Promise<string> {
    const status = jsonField(await this.policy(name), "status");
    const conditions = asList(jsonField(status, "conditions")).map(
      (one) => `${text(one, "type")}=${text(one, "status")}/${text(one, "reason")}`,
    );
    const nodes = `${text(status, "nodes", "programmed")}/${text(status, "nodes", "wanted")}`;
    return [...conditions, `nodes=${nodes}`, `backends=${text(status, "backends")}`].join(" ");
  }

  async message(name: string, type: string): Promise<string> {
    const conditions = asList(jsonField(await this.policy(name), "status", "conditions"));
    return text(
      conditions.find((one) => text(one, "type") === type),
      "message",
    );
  }

  /** Waits for parts of the status as above. */
  async untilStatus(name: string, ...parts: readonly string[]): Promise<void> {
    await expect.poll(() => this.lacking(name, parts), patience).toEqual([]);
  }

  async untilMessage(name: string, type: string, part: string): Promise<void> {
    await expect.poll(() => this.message(name, type), patience).toContain(part);
  }

  /** Which parts a status lacks; the whole of it is shown where one is. */
  async lacking(name: string, parts: readonly string[]): Promise<readonly string[]> {
    const status = await this.status(name);
    const missing = parts.filter((part) => !` ${status} `.includes(` ${part} `));
    return missing.length === 0 ? [] : [...missing, `in: ${status}`];
  }

  /** The events of all policies that have or had a name. */
  async events(name: string): Promise<readonly SeenEvent[]> {
    const path = "/apis/events.k8s.io/v1/namespaces/default/events";
    const list = await this.plane.admin.expect({ method: "GET", path });
    return asList(jsonField(list, "items"))
      .filter((event) => text(event, "regarding", "name") === name)
      .map((event) => ({
        reason: text(event, "reason"),
        type: text(event, "type"),
        note: text(event, "note"),
        count: Number(jsonField(event, "series", "count") ?? 1),
      }));
  }

  /** Waits until there are just these, in whatever order, as `REASON` or `REASON x COUNT`. */
  async untilEvents(name: string, expected: readonly string[]): Promise<void> {
    const seen = async (): Promise<readonly string[]> =>
      (await this.events(name))
        .map(({ reason, count }) => (count === 1 ? reason : `${reason} x ${count}`))
        .sort();
    await expect.poll(seen, patience).toEqual([...expected].sort());
  }

  async leaseField(field: string): Promise<string> {
    const answer = await this.plane.admin.request({ method: "GET", path: lease });
    return text(answer.body, "spec", field);
  }

  /** Waits until a replica leads. */
  async untilLeads(name: string): Promise<void> {
    const holder = async (): Promise<string> =>
      (await this.leaseField("holderIdentity")).replace(/_[0-9a-f]+$/, "");
    await expect.poll(holder, patience).toBe(name);
  }

  /** Lets time pass: until the lease has been renewed so often, every two seconds. */
  async renewals(count: number): Promise<void> {
    for (let seen = 0; seen < count; seen += 1) {
      const before = await this.leaseField("renewTime");
      await expect.poll(() => this.leaseField("renewTime"), patience).not.toBe(before);
    }
  }

  /** Ends processes and connections; the control plane stays. */
  async stop(): Promise<void> {
    for (const end of this.#agents.splice(0)) end();
    const ended = this.#replicas.splice(0).map(({ process }) => {
      process.kill("SIGKILL");
      return process.ended;
    });
    await Promise.all(ended);
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown, ...path: readonly string[]): string {
  const found = jsonField(value, ...path);
  return typeof found === "string" ? found : JSON.stringify(found ?? "");
}
