/**
 * A process with hundreds of agents: its parent tells it what to do, and it tells what they get.
 */
import { createSecureContext } from "node:tls";

import type { AgentIdentity, FleetCommand, FleetReport } from "./fleet-messages.ts";
import { type AgentBatch, LightAgent } from "./light-agent.ts";

/** How long batches are gathered before they are told, in milliseconds; they say when they came. */
const gatherTime = 20;

/** An agent whose connection broke comes back within this time, in milliseconds. */
const reconnectTime = 1_000;

const agents: LightAgent[] = [];
let ports: readonly number[] = [];
let gathered: AgentBatch[] = [];

function tell(report: FleetReport): void {
  process.send?.(report);
}

function onBatch(batch: AgentBatch): void {
  gathered.push(batch);
  if (gathered.length > 1) return;
  setTimeout(() => {
    tell({ kind: "batches", batches: gathered });
    gathered = [];
  }, gatherTime);
}

function equip({ node, proof }: AgentIdentity, ca: string): LightAgent {
  const agent = new LightAgent({
    node,
    secureContext: createSecureContext(
      proof.kind === "certificate" ? { ca, cert: proof.certificate, key: proof.key } : { ca },
    ),
    token: proof.kind === "token" ? proof.token : undefined,
    onBatch,
    onLost: (reason) => {
      tell({ kind: "lost", node, reason });
      setTimeout(() => {
        connect(agent);
      }, Math.random() * reconnectTime);
    },
  });
  return agent;
}

function connect(agent: LightAgent): void {
  const port = ports[agents.indexOf(agent) % ports.length];
  if (port === undefined) throw new Error("An agent was not told where to connect");
  agent.connect(port);
}

function perform(command: FleetCommand): void {
  switch (command.kind) {
    case "equip":
      agents.push(...command.agents.map((agent) => equip(agent, command.authority)));
      break;
    case "connect":
      ports = command.ports;
      agents.forEach(connect);
      break;
    case "cut":
      for (const agent of agents) agent.cut();
      break;
  }
  tell({ kind: "done" });
}

// The only one who sends is the parent, with fleet.ts, of the same checkout.
process.on("message", (message) => {
  perform(message as FleetCommand);
});
process.on("disconnect", () => process.exit());
