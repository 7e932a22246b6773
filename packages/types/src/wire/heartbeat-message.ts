import type { Digest } from "../digest.ts";
import type { Watermark } from "../watermark.ts";

/** That a side still lives, and what the agent's kernel holds as far as it knows; both ways. */
export interface HeartbeatMessage {
  readonly kind: "heartbeat";
  /**
   * From the agent: of what the kernel holds. From the controller: of what it believes that the
   * agent holds; undefined while a batch is in flight or nothing was sent yet.
   */
  readonly digest: Digest | undefined;
  readonly watermarks: readonly Watermark[];
}
