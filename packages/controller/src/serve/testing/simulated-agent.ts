import { digestOf, emptyDigest, redirectId, redirectVersion } from "@localredirect/types";
import type {
  AgentMessage,
  BatchMessage,
  ControllerMessage,
  Digest,
  HelloMessage,
  Redirect,
  RedirectId,
  Refusal,
  Version,
  Watermark,
} from "@localredirect/types";

const versions = new WeakMap<Redirect, Version>();

function versionOf(redirect: Redirect): Version {
  const version = versions.get(redirect) ?? redirectVersion(redirect);
  versions.set(redirect, version);
  return version;
}

/** An agent as the proto file describes it, with a map for a kernel. */
export class SimulatedAgent {
  readonly node: string;
  /** What the kernel holds; outlives every stream. */
  readonly held: Map<RedirectId, Version> = new Map<RedirectId, Version>();
  /** Versions that this kernel does not take. */
  readonly refusing: Set<Version> = new Set<Version>();
  /** Takes nothing that it does not hold yet. */
  refuseAll = false;
  /** How often each version was refused, to see that none is sent in vain. */
  refusals = 0;
  #watermarks: readonly Watermark[] = [];
  #snapshot: Set<RedirectId> | undefined;

  constructor(node: string) {
    this.node = node;
  }

  get digest(): Digest {
    return digestOf(this.held.values());
  }

  hello(change: Partial<HelloMessage> = {}): HelloMessage {
    this.#snapshot = undefined;
    return {
      kind: "hello",
      node: this.node,
      schemaMin: 1,
      schemaMax: 1,
      digest: this.digest,
      redirects: this.held.size,
      watermarks: this.#watermarks,
      ipv4: true,
      ipv6: true,
      agentVersion: "0.0.0-test",
      features: [],
      ...change,
    };
  }

  heartbeat(): AgentMessage {
    return { kind: "heartbeat", digest: this.digest, watermarks: this.#watermarks };
  }

  /** What the agent answers. */
  receive(message: ControllerMessage): readonly AgentMessage[] {
    switch (message.kind) {
      case "inventory-request":
        return this.#inventory();
      case "batch":
        return [this.#apply(message)];
      default:
        return [];
    }
  }

  #inventory(): readonly AgentMessage[] {
    const entries = Array.from(this.held, ([id, version]) => ({ id, version }));
    const middle = Math.floor(entries.length / 2);
    return [
      { kind: "inventory", entries: entries.slice(0, middle), last: false },
      { kind: "inventory", entries: entries.slice(middle), last: true },
    ];
  }

  #apply(batch: BatchMessage): AgentMessage {
    if (batch.snapshotBegin) {
      this.#snapshot = new Set<Version>();
    }
    const refused: Refusal[] = [];
    for (const redirect of batch.upserts) {
      const refusal = this.#upsert(redirect);
      refused.push(...(refusal === undefined ? [] : [refusal]));
    }
    batch.removals.forEach((id) => this.held.delete(id));
    if (batch.snapshotEnd) {
      this.#prune();
    }
    this.#watermarks = batch.watermarks;
    return {
      kind: "ack",
      nonce: batch.nonce,
      digest: this.held.size === 0 ? emptyDigest : this.digest,
      refused,
      appliedAt: undefined,
      warnings: [],
    };
  }

  #upsert(redirect: Redirect): Refusal | undefined {
    const id = redirectId(redirect.frontend);
    const version = versionOf(redirect);
    this.#snapshot?.add(id);
    if (this.refuseAll || this.refusing.has(version)) {
      this.refusals += 1;
      return { id, version, code: "kernel", message: "EINVAL" };
    }
    this.held.set(id, version);
    return undefined;
  }

  #prune(): void {
    for (const id of this.held.keys()) {
      if (this.#snapshot?.has(id) === false) {
        this.held.delete(id);
      }
    }
    this.#snapshot = undefined;
  }
}
