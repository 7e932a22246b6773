import type { KeyPair } from "../../cluster/certificate-authority.ts";
import type { AgentBatch } from "./light-agent.ts";

/** Who an agent is, and by what it proves it. */
export interface AgentIdentity {
  readonly node: string;
  readonly proof:
    | ({ readonly kind: "certificate" } & KeyPair)
    /** Of its pod's ServiceAccount. */
    | { readonly kind: "token"; readonly token: string };
}

/** What a process of agents is told. */
export type FleetCommand =
  | {
      readonly kind: "equip";
      readonly agents: readonly AgentIdentity[];
      /** Of the controller's certificate, in PEM. */
      readonly authority: string;
    }
  /** All of them, at once, in turn to these ports of 127.0.0.1. */
  | { readonly kind: "connect"; readonly ports: readonly number[] }
  /** All of them break their connections off. */
  | { readonly kind: "cut" };

/** What a process of agents tells. */
export type FleetReport =
  /** The last command has been carried out. */
  | { readonly kind: "done" }
  | { readonly kind: "batches"; readonly batches: readonly AgentBatch[] }
  /** An agent has lost its connection unasked; it comes back by itself. */
  | { readonly kind: "lost"; readonly node: string; readonly reason: string };
