/** The transport protocols that can be redirected. */
export type Protocol = "TCP" | "UDP";

/** The address families. */
export type AddressFamily = "IPv4" | "IPv6";

/** A destination that connections are redirected from: the key of a node's table. */
export interface Frontend {
  /** Canonical text (RFC 5952 for IPv6); never an IPv4-mapped address. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * A frontend as one string, `10.96.0.10:53/UDP` or `[fd00::a]:53/UDP`: the key in maps, and how
 * people and metrics see it. Two frontends are the same exactly when their keys are.
 */
export type FrontendKey = string;
