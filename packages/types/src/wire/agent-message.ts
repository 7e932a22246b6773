import type { Digest } from "../digest.ts";
import type { RedirectId, Version } from "../version.ts";
import type { Watermark } from "../watermark.ts";
import type { HeartbeatMessage } from "./heartbeat-message.ts";

/** What an agent says on its stream. */
export type AgentMessage =
  HelloMessage | InventoryMessage | AckMessage | HeartbeatMessage | ReauthenticationMessage;

/** First on a stream, and only once: which node, what its kernel holds, what the agent can do. */
export interface HelloMessage {
  readonly kind: "hello";
  readonly node: string;
  /** Schema numbers of the canonical bytes that the agent understands, both included. */
  readonly schemaMin: number;
  readonly schemaMax: number;
  /** Of what the kernel holds now. */
  readonly digest: Digest;
  /** How many redirects that is. */
  readonly redirects: number;
  /** Of the last batch that was applied; empty after the agent's first start. */
  readonly watermarks: readonly Watermark[];
  /** Whether the node has this family; a redirect of another one would be refused. */
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  readonly agentVersion: string;
  /** Optional abilities by name; unknown ones are ignored. */
  readonly features: readonly string[];
}

/** What the kernel holds, in answer to an InventoryRequest; at most 10,000 entries a message. */
export interface InventoryMessage {
  readonly kind: "inventory";
  readonly entries: readonly InventoryEntry[];
  /** No further message of this inventory follows. */
  readonly last: boolean;
}

/** One redirect that the kernel holds. */
export interface InventoryEntry {
  readonly id: RedirectId;
  readonly version: Version;
}

/** The kernel holds a batch, but for what was refused. */
export interface AckMessage {
  readonly kind: "ack";
  /** Of the batch. */
  readonly nonce: number;
  /** Of what the kernel holds now, without what was refused. */
  readonly digest: Digest;
  readonly refused: readonly Refusal[];
  /** When the kernel had it, in milliseconds since 1970. */
  readonly appliedAt: number | undefined;
  readonly warnings: readonly RedirectWarning[];
}

/**
 * Why an agent does not hold a redirect: `invalid`: a field is missing or out of bounds;
 * `table-full`: no room in a kernel map; `unsupported`: this agent or kernel cannot do what an
 * option asks; `kernel`: the kernel refused, the message has its error; `unknown`: a reason that a
 * newer agent gave and we do not know.
 */
export type RefusalCode = "invalid" | "table-full" | "unsupported" | "kernel" | "unknown";

/** A redirect that the agent does not hold though a batch had it. */
export interface Refusal {
  readonly id: RedirectId;
  /** The refused one. Undefined: it was so malformed that the agent cannot compute it. */
  readonly version: Version | undefined;
  readonly code: RefusalCode;
  /** For people; cut to 4 KiB when it is encoded. */
  readonly message: string;
}

/** What holds of a redirect though it is applied. */
export interface RedirectWarning {
  readonly id: RedirectId;
  /** For people; cut to 4 KiB when it is encoded. */
  readonly message: string;
}

/** A new token, in time before the one that opened the stream expires. */
export interface ReauthenticationMessage {
  readonly kind: "reauthentication";
  readonly token: string;
}
