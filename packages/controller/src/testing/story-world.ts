import { Client, credentials } from "@grpc/grpc-js";
import type { PolicyStatus } from "@localredirect/types";
import { expect } from "vitest";

import type { ControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { install } from "../../../../tools/deploy/installation.ts";
import { describeRedirects, describeStatus } from "../compile/testing/describe-world.ts";
import { connectAgent } from "../serve/testing/serving.ts";
import type { AgentEnd } from "../serve/testing/serving.ts";
import { SimulatedAgent } from "../serve/testing/simulated-agent.ts";
import { startControllerProcess } from "./controller-process.ts";
import type { ControllerProcess } from "./controller-process.ts";
import { Observer } from "./observer.ts";
import { storedPolicies } from "./stored-policies.ts";
import type { Description, StoryObject } from "./story.ts";

/** The controller as its ServiceAccount, on a real API server, with agents that do as they are told. */
export class StoryWorld {
  readonly observer: Observer;
  readonly #plane: ControlPlane;
  readonly #controller: ControllerProcess;
  readonly #client: Client;
  readonly #agents = new Map<string, AgentEnd>();

  private constructor(plane: ControlPlane, controller: ControllerProcess, client: Client) {
    this.#plane = plane;
    this.#controller = controller;
    this.#client = client;
    this.observer = new Observer(client);
  }

  /** Returns once the controller has read the cluster. */
  static async start(plane: ControlPlane): Promise<StoryWorld> {
    const KUBECONFIG = await install(plane);
    const listen = ["--insecure", "--listen=127.0.0.1:0", "--log-format=json"];
    const controller = startControllerProcess(["--source=kubernetes", ...listen], { KUBECONFIG });
    const { address } = await controller.line("listening");
    await controller.line("sources listed");
    const client = new Client(String(address), credentials.createInsecure());
    return new StoryWorld(plane, controller, client);
  }

  /** Ends the agents; the controller goes on. */
  clear(): void {
    for (const { call } of this.#agents.values()) call.end();
    this.#agents.clear();
  }

  async stop(): Promise<void> {
    this.clear();
    this.#client.close();
    this.#controller.kill("SIGKILL");
    await this.#controller.ended;
  }

  /** Runs an agent on each of these nodes, but on those that the story says are not ready. */
  connectAgents(nodes: readonly string[], objects: readonly StoryObject[]): void {
    const down = new Set(objects.filter(isDown).map(({ metadata }) => metadata.name));
    for (const node of nodes.filter((name) => !down.has(name))) {
      this.#agents.set(node, connectAgent(this.#client, new SimulatedAgent(node)));
    }
  }

  /** The statuses that stand in the API: what `kubectl describe` shows. */
  storedPolicies(): Promise<readonly PolicyStatus[]> {
    return storedPolicies(this.#plane);
  }

  /**
   * The tables of some nodes and all statuses, in the form in which the goldens have them. The
   * statuses are those in the API, and apart from them those that the controller tells observers.
   */
  async describe(
    nodes: readonly string[],
  ): Promise<Description & { readonly observed: Description["policies"] }> {
    const [tables, stored, observed] = await Promise.all([
      Promise.all(nodes.map((node) => this.observer.table(node))),
      this.storedPolicies(),
      this.observer.policies(),
    ]);
    return {
      nodes: Object.fromEntries(
        nodes.map((node, index) => [node, describeRedirects(tables[index] ?? [])]),
      ),
      policies: describePolicies(stored),
      observed: describePolicies(observed),
    };
  }

  /** Waits until the controller has nothing of a story any more. */
  async untilEmpty(): Promise<void> {
    await expect
      .poll(
        async () => [
          ...(await this.observer.policies()).map(({ name }) => name),
          ...(await this.observer.nodes()).filter(({ redirectsWanted }) => redirectsWanted > 0),
        ],
        { timeout: 60_000, interval: 50 },
      )
      .toEqual([]);
  }
}

function describePolicies(policies: readonly PolicyStatus[]): Description["policies"] {
  return Object.fromEntries(policies.map((status) => [status.name, describeStatus(status)]));
}

function isDown({ kind, status }: StoryObject): boolean {
  return kind === "Node" && JSON.stringify(status ?? {}).includes('"Unknown"');
}
