import { formatListenAddress, startHttpEndpoint } from "@localredirect/process";
import type { HttpEndpoint, ListenAddress, Logger, ProgramChecks } from "@localredirect/process";
import { addressFamilies } from "./address-families.ts";
import type { AgentConfig } from "./config.ts";
import type { Datapath } from "./datapath/datapath.ts";
import { settleAtRest } from "./memory-at-rest.ts";
import type { AgentMetrics } from "./metrics/metrics.ts";
import { adoptionPatience, controllerCheck, nextReadiness, tableCheck } from "./readiness.ts";
import type { Readiness, ReadinessInput } from "./readiness.ts";
import type { CredentialListener } from "./subscribe/credential-listener.ts";
import { grpcStreams } from "./subscribe/grpc-stream.ts";
import { KernelLane } from "./subscribe/kernel-lane.ts";
import type { SubscriberEvent } from "./subscribe/subscriber-events.ts";
import { Subscriber } from "./subscribe/subscriber.ts";
import { logSubscription } from "./subscription-log.ts";

/** An agent at work. */
export interface Agent {
  /** Where health and metrics are; undefined: nowhere. */
  readonly http: ListenAddress | undefined;
  /** Leaves the controller; what is pinned goes on working. */
  stop(): Promise<void>;
}

/** What the program around it gives to an agent. */
export interface AgentSurroundings {
  readonly logger: Logger;
  readonly version: string;
  readonly openDatapath: (config: AgentConfig, logger: Logger) => Promise<Datapath>;
}

/**
 * Starts an agent: the kernel's table is adopted or made, then a controller is subscribed to.
 *
 * @throws HttpEndpointError when it cannot listen, and what opening the datapath throws
 */
export async function startAgent(
  config: AgentConfig,
  surroundings: AgentSurroundings,
): Promise<Agent> {
  const datapath = await surroundings.openDatapath(config, surroundings.logger);
  const agent = new RunningAgent(config, surroundings, datapath);
  try {
    await agent.start();
  } catch (error) {
    await agent.stop();
    throw error;
  }
  return agent;
}

class RunningAgent implements Agent {
  readonly #config: AgentConfig;
  readonly #surroundings: AgentSurroundings;
  readonly #datapath: Datapath;
  readonly #settler = settleAtRest();
  readonly #startedAt = performance.now();
  #readiness: Readiness = { kind: "waiting" };
  #subscriber: Subscriber | undefined;
  #metrics: AgentMetrics | undefined;
  #endpoint: HttpEndpoint | undefined;
  #patience: NodeJS.Timeout | undefined;
  /** Of the token that a controller was shown last, in milliseconds since 1970. */
  #tokenExpiresAt: number | undefined;

  constructor(config: AgentConfig, surroundings: AgentSurroundings, datapath: Datapath) {
    this.#config = config;
    this.#surroundings = surroundings;
    this.#datapath = datapath;
  }

  get http(): ListenAddress | undefined {
    return this.#endpoint?.address;
  }

  async start(): Promise<void> {
    if (this.#config.http !== undefined) await this.#serveHttp(this.#config.http);
    this.#subscribe();
    this.#settler.started();
    this.#patience = setTimeout(() => {
      this.#learn("alone");
    }, adoptionPatience);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#patience);
    this.#settler.close();
    await this.#subscriber?.stop();
    this.#datapath.close();
    await this.#endpoint?.close();
  }

  #subscribe(): void {
    const { controllers, security, node } = this.#config;
    const { version } = this.#surroundings;
    this.#subscriber = new Subscriber({
      addresses: controllers.map(formatListenAddress),
      facts: { node, agentVersion: version, ...addressFamilies() },
      open: grpcStreams(security, this.#credentialListener()),
      lane: new KernelLane(this.#datapath),
      onEvent: (event) => {
        this.#hear(event);
      },
    });
  }

  #credentialListener(): CredentialListener {
    const { logger } = this.#surroundings;
    return {
      problem: (reason) => {
        logger.error({ reason }, "changed credentials cannot be used, the old ones stay");
      },
      shown: ({ expiresAt, renews }) => {
        this.#tokenExpiresAt = expiresAt;
        if (renews) logger.info({ expiresAt }, "sent a renewed token");
      },
    };
  }

  #hear(event: SubscriberEvent): void {
    logSubscription(this.#surroundings.logger, event);
    this.#metrics?.observe(event);
    if (event.kind === "ended") this.#learn("alone");
    if (event.kind !== "applied") return;
    const { upserts, removals, completesTable } = event.report;
    this.#settler.changed(upserts + removals);
    if (completesTable) this.#learn("table-complete");
  }

  #learn(input: ReadinessInput): void {
    const before = this.#readiness;
    const { adopted } = this.#datapath;
    this.#readiness = nextReadiness(before, input, adopted);
    if (before.kind === "ready" || this.#readiness.kind === "waiting") return;
    clearTimeout(this.#patience);
    const redirects = this.#datapath.held().size;
    this.#surroundings.logger.info({ redirects, source: this.#readiness.source }, "ready");
  }

  /** Metrics are loaded only here: they cost 12 MB, which an agent without them saves. */
  async #serveHttp(address: ListenAddress): Promise<void> {
    const { logger, version } = this.#surroundings;
    const { createAgentMetrics } = await import("./metrics/metrics.ts");
    this.#metrics = createAgentMetrics(version, {
      datapath: this.#datapath,
      isServed: () => this.#isServed,
      secondsAlone: () => this.#secondsSince(this.#subscriber?.heardAt),
      tokenExpiresAt: () => this.#tokenExpiresAt,
    });
    const { registry } = this.#metrics;
    this.#endpoint = await startHttpEndpoint({ address, registry, checks: this.#checks() });
    logger.info({ http: formatListenAddress(this.#endpoint.address) }, "listening");
  }

  #checks(): ProgramChecks {
    const alone = (): number =>
      this.#secondsSince(this.#subscriber?.heardAt ?? this.#startedAt) ?? 0;
    return {
      live: {},
      ready: {
        table: () => tableCheck(this.#readiness, this.#datapath.held().size),
        controller: () => controllerCheck(this.#isServed, alone()),
      },
    };
  }

  get #isServed(): boolean {
    return this.#subscriber?.isServed ?? false;
  }

  #secondsSince(at: number | undefined): number | undefined {
    return at === undefined ? undefined : (performance.now() - at) / 1000;
  }
}
